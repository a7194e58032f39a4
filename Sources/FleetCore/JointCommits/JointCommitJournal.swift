import Changes
import Foundation
import Git

/// What a joint commit was asked and how far it came: a file in the git folder of the service's working copy, so that it
/// goes where the working copy goes.
///
/// A line of JSON each, added before the step that it tells of and on disk before the step begins. The file is removed at
/// the end: one that is there is of a joint commit that was interrupted, or has failed.
struct JointCommitJournal: Sendable {
  static let fileName = "fleet-commit"

  /// The first line.
  struct Header: Codable, Sendable {
    /// The value of the trailer that all commits have.
    let change: String
    /// Seconds since 1970.
    let began: Double
    let request: JointCommitRequest
  }

  /// One step.
  struct Entry: Codable, Sendable, Equatable {
    enum Step: String, Codable, Sendable {
      case committing, committed, pushing, pushed, verified
    }

    let step: Step
    /// The working copy, `.` for the service.
    let path: String
    /// The remote's branch.
    var branch: String?
    /// What HEAD, or the remote's branch, was before.
    var old: String?
    /// The commit that was made, or is pushed.
    var new: String?
  }

  let path: String
  let header: Header
  let entries: [Entry]
  /// Told of every entry once it is on disk.
  private let wrote: @Sendable (Entry) throws(GitError) -> Void

  /// Reads what an interrupted joint commit left in a git folder; nil where there is nothing. A last line that wasn't
  /// finished tells of a step that didn't begin.
  static func unfinished(
    in gitFolder: String, wrote: @escaping @Sendable (Entry) throws(GitError) -> Void
  ) -> JointCommitJournal? {
    let path = "\(gitFolder)/\(fileName)"
    let lines = (FileManager.default.contents(atPath: path) ?? Data()).split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let decoder = JSONDecoder()
    // Behind the last line end there is nothing, or what isn't finished.
    guard lines.count > 1, let header = try? decoder.decode(Header.self, from: lines[0]) else { return nil }
    let entries = lines.dropFirst().dropLast().compactMap { try? decoder.decode(Entry.self, from: $0) }
    return JointCommitJournal(path: path, header: header, entries: entries, wrote: wrote)
  }

  /// Begins a journal; what was left of one that never had a first line is overwritten.
  static func begin(
    _ header: Header, in gitFolder: String, wrote: @escaping @Sendable (Entry) throws(GitError) -> Void
  ) throws(GitError) -> JointCommitJournal {
    let journal = JointCommitJournal(path: "\(gitFolder)/\(fileName)", header: header, entries: [], wrote: wrote)
    try journal.add(header, flags: O_TRUNC)
    return journal
  }

  /// Notes a step and returns when that is on disk.
  func write(_ entry: Entry) throws(GitError) {
    try add(entry, flags: O_APPEND)
    try wrote(entry)
  }

  /// The commit that was made in a working copy, as far as the journal knows.
  func commit(at path: String) -> ObjectID? {
    entries.last { $0.path == path && $0.step == .committed }?.new.flatMap { ObjectID(hex: $0) }
  }

  /// Forgets it.
  func end() throws(GitError) {
    guard unsafe unlink(path) == 0 else { throw failure }
  }

  private func add(_ value: some Encodable, flags: Int32) throws(GitError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard var line = try? encoder.encode(value) else { throw failure }
    line.append(UInt8(ascii: "\n"))
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0o600)
    guard descriptor >= 0 else { throw failure }
    defer { close(descriptor) }
    let count = unsafe line.withUnsafeBytes { unsafe Foundation.write(descriptor, $0.baseAddress, $0.count) }
    guard count == line.count, fsync(descriptor) == 0 else { throw failure }
  }

  private var failure: GitError {
    GitError(operation: "write \(path)", kind: .other, message: SystemError.text)
  }
}
