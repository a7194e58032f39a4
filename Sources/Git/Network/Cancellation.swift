import Foundation
import Synchronization

/// A wish to stop that any thread may utter and that a `poll` sees at once.
public final class Cancellation: Sendable {
  /// Polls readable from the first call of `cancel` on; nobody may read from it.
  public let descriptor: Int32

  private let writeEnd: Int32
  private let cancelled = Atomic(false)

  /// Opens two descriptors; both are -1 when the process has none left, and then only `isCancelled` tells.
  public init() {
    let ends = SocketPair()
    descriptor = ends?.near ?? -1
    writeEnd = ends?.far ?? -1
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if writeEnd >= 0 { close(writeEnd) }
  }

  public var isCancelled: Bool { cancelled.load(ordering: .acquiring) }

  /// Ends what watches this: the operations under way and those that start later. May be called again, and by a
  /// signal's handler.
  public func cancel() {
    guard !cancelled.exchange(true, ordering: .acquiringAndReleasing), writeEnd >= 0 else { return }
    var byte: UInt8 = 1
    while write(writeEnd, &byte, 1) < 0 && errno == EINTR {}
  }
}
