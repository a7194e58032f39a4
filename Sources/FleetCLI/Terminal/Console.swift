import Foundation
import Synchronization

/// One of the program's output streams.
final class Console: Sendable {
  static let standardOutput = Console(descriptor: STDOUT_FILENO)
  static let standardError = Console(descriptor: STDERR_FILENO)

  private let descriptor: Int32
  /// Keeps the lines of different threads whole.
  private let lock = Mutex(())

  init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// Whether a person looks at it.
  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// The terminal's width in columns, 80 where it isn't known.
  var width: Int {
    var size = winsize()
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// Writes all of the text; a reader that has gone away ends the program as SIGPIPE would have.
  func write(_ text: String) {
    write(Array(text.utf8))
  }

  /// Writes all of the bytes, as they are.
  func write(_ content: [UInt8]) {
    var bytes = content[...]
    lock.withLock { _ in
      while !bytes.isEmpty {
        let count = unsafe bytes.withUnsafeBytes { unsafe Foundation.write(descriptor, $0.baseAddress, $0.count) }
        if count < 0 && errno == EINTR { continue }
        if count < 0 && errno == EPIPE { Foundation.exit(128 + SIGPIPE) }
        if count < 0 { return }
        bytes = bytes.dropFirst(count)
      }
    }
  }
}
