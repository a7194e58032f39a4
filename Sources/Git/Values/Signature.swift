import Clibgit2

/// Who made a commit, and when.
public struct Signature: Sendable, Hashable {
  public let name: String
  public let email: String
  /// Seconds since 1970 in UTC.
  public let seconds: Int64
  /// The writer's distance from UTC, east positive.
  public let offsetMinutes: Int

  public init(name: String, email: String, seconds: Int64, offsetMinutes: Int = 0) {
    self.name = name
    self.email = email
    self.seconds = seconds
    self.offsetMinutes = offsetMinutes
  }
}

extension Signature {
  init(_ raw: git_signature, decoding encoding: TextEncoding) {
    self.init(
      name: encoding.text(raw.name), email: encoding.text(raw.email), seconds: raw.when.time,
      offsetMinutes: Int(raw.when.offset))
  }

  /// Calls `body` with libgit2's form; throws where git couldn't write the name or the email into a commit.
  func withRaw<Value>(_ body: (UnsafePointer<git_signature>) throws(GitError) -> Value) throws(GitError) -> Value {
    let operation = "write the signature of \(name)"
    guard (-1439...1439).contains(offsetMinutes) else {
      throw GitError(
        operation: operation, kind: .unsupported, message: "an offset from UTC of \(offsetMinutes) minutes")
    }
    // Git takes these away or replaces them; what is written has to be what was asked for.
    for text in [name, email] where text.utf8.allSatisfy({ $0 <= 0x20 }) || text.utf8.contains(where: isForbidden) {
      throw GitError(
        operation: operation, kind: .unsupported,
        message: "a name and an email must be there, without < > and line ends")
    }
    var pointer: UnsafeMutablePointer<git_signature>?
    let code = try check(operation) { git_signature_new(&pointer, name, email, seconds, Int32(offsetMinutes)) }
    defer { git_signature_free(pointer) }
    guard let pointer else { throw GitError(operation: operation, code: code) }
    return try body(pointer)
  }

  private func isForbidden(_ byte: UInt8) -> Bool {
    byte == 0 || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
  }
}
