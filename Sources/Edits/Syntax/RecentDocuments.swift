import Synchronization

/// The files that were read last, as they were read: a codemod asks for a value, edits it, checks the edit and does all of it
/// a second time, and reading is most of the work.
final class RecentDocuments<Document: Sendable>: Sendable {
  /// Larger files aren't kept, so that the memory stays small.
  private static var byteLimit: Int { 64 << 10 }
  /// Two for each of the repositories that are usually worked on at once: the file before and after its edit.
  private static var limit: Int { 16 }

  private let recent = Mutex<[(bytes: [UInt8], document: Document)]>([])

  /// Returns what reading the bytes gave before, else what it gives now; what can't be read isn't remembered.
  func document(
    of bytes: [UInt8], reading: () throws(EditRefusal) -> Document
  ) throws(EditRefusal) -> Document {
    let known = recent.withLock { recent in recent.first { $0.bytes == bytes }?.document }
    if let known { return known }
    let document = try reading()
    guard bytes.count <= Self.byteLimit else { return document }
    recent.withLock { recent in
      if recent.count == Self.limit { recent.removeLast() }
      recent.insert((bytes, document), at: 0)
    }
    return document
  }
}
