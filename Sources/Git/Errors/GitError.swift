/// What went wrong with a repository or a remote: what was being done to what, and the cause.
public struct GitError: Error, Sendable, Equatable {
  /// The cause, as far as a caller may act on it.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// No connection: the name, the port or the program that makes the connection.
    case unreachable
    /// The server wants credentials, or doesn't take those that it got.
    case authentication
    /// The server isn't who it should be: TLS certificate or ssh host key.
    case certificate
    /// The server, or a hook on it, said no.
    case refused
    /// A reference isn't where the caller's work was based on.
    case moved
    /// A time limit passed.
    case timedOut
    /// The caller asked to stop.
    case cancelled
    /// There is no repository at the place named.
    case notARepository
    /// Bytes that should have been a git object, pack, reference or answer aren't.
    case corrupt
    case notFound
    case exists
    /// Another process holds a lock file.
    case locked
    /// Neither git nor this program can do it, such as a file at a path through another file.
    case unsupported
    case other
  }

  /// What was being done to what, such as `fetch https://example.com/billing.git`; without credentials.
  public var operation: String
  public var kind: Kind
  /// The cause in one line: lower case, no final period.
  public var message: String
  /// Something that can be typed or looked at, if there is such a thing.
  public var hint: String?
  /// What the server, its hooks or the ssh program said, one line each, in order.
  public var serverWords: [String]
  /// libgit2's code, such as `GIT_ENOTFOUND`; 0 where the error isn't libgit2's.
  public var code: Int32
  /// libgit2's class, such as `GIT_ERROR_NET`; 0 where the error isn't libgit2's.
  public var klass: Int32
  /// Whether the same call may succeed a little later.
  public var isTemporary: Bool
  /// How long the server asked to wait before the next try.
  public var retryAfter: Duration?

  public init(
    operation: String, kind: Kind, message: String, hint: String? = nil, serverWords: [String] = [],
    code: Int32 = 0, klass: Int32 = 0, isTemporary: Bool = false, retryAfter: Duration? = nil
  ) {
    self.operation = operation
    self.kind = kind
    self.message = GitError.oneLine(message)
    self.hint = hint
    self.serverWords = serverWords
    self.code = code
    self.klass = klass
    self.isTemporary = isTemporary
    self.retryAfter = retryAfter
  }

  /// Returns `text` as one line in this program's manner: control characters become spaces, ends are trimmed, the first
  /// word is in lower case unless it is a name such as `SSL`, and there is no final period.
  static func oneLine(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isSpace = scalar.value <= 0x20 || (0x7F...0x9F).contains(scalar.value)
      if isSpace && (scalars.isEmpty || scalars.last == " ") { continue }
      scalars.append(isSpace ? " " : scalar)
    }
    while let last = scalars.last, last == " " || last == "." { scalars.removeLast() }
    var characters = Array(String(scalars))
    if characters.count > 1, characters[0].isUppercase, characters[1].isLowercase {
      characters.replaceSubrange(0..<1, with: characters[0].lowercased())
    }
    return String(characters)
  }
}

extension GitError: CustomStringConvertible {
  /// The operation and the cause, without the hint.
  public var description: String {
    operation.isEmpty ? message : "\(operation): \(message)"
  }
}
