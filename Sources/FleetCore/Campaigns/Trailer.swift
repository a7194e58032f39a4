import Documents

/// One line of a commit message's last paragraph (git-interpret-trailers(1)).
public struct Trailer: Sendable, Hashable {
  public let key: String
  public let value: String

  public init(key: String, value: String) {
    self.key = key
    self.value = value
  }

  var line: String { "\(key): \(value)" }

  /// Returns what is wrong with a key that a person wrote; nil if nothing is.
  public static func problem(ofKey key: String) -> String? {
    guard !key.isEmpty, key.unicodeScalars.allSatisfy({ isNameScalar($0) && $0 != "." && $0 != "_" }) else {
      return "a trailer's key has letters, digits and \"-\", not \(quoted(key))"
    }
    guard !key.lowercased().hasPrefix("fleet-") else {
      return "trailers that begin with \"Fleet-\" are written by fleet itself"
    }
    return nil
  }

  /// Returns what is wrong with a value; nil if nothing is.
  public static func problem(ofValue value: String) -> String? {
    if value.allSatisfy(\.isWhitespace) { return "a trailer needs a value" }
    return value.contains(where: \.isNewline) || value.utf8.contains(0) ? "a trailer's value is one line" : nil
  }
}
