/// One line of a commit message's last paragraph (git-interpret-trailers(1)).
public struct Trailer: Sendable, Hashable {
  public let key: String
  public let value: String

  public init(key: String, value: String) {
    self.key = key
    self.value = value
  }

  var line: String { "\(key): \(value)" }
}
