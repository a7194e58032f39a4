/// What a checkout did to a working folder.
public struct CheckoutReport: Sendable, Hashable {
  /// The files and links that were written, in git's order.
  public let writtenPaths: [[UInt8]]
  /// The submodules of the tree; their folders are there and nothing is put into them.
  public let submodules: [TreeEntryRecord]

  public init(writtenPaths: [[UInt8]], submodules: [TreeEntryRecord]) {
    self.writtenPaths = writtenPaths
    self.submodules = submodules
  }
}
