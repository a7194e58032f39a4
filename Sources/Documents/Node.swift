/// A value read from a JSON or YAML document that a person wrote, with the place of everything in it.
public struct Node: Sendable, Equatable {
  public indirect enum Value: Sendable, Equatable {
    case null
    case boolean(Bool)
    /// A number by its text, as it stands in the document. Always spelled as JSON spells numbers, in YAML too.
    case number(String)
    case string(String)
    case list([Node])
    /// Members in the document's order; no key twice.
    case mapping([Member])
  }

  public struct Member: Sendable, Equatable {
    public let key: String
    public let keyPosition: Position
    public let value: Node

    public init(key: String, keyPosition: Position, value: Node) {
      self.key = key
      self.keyPosition = keyPosition
      self.value = value
    }
  }

  public let value: Value
  /// Where the value begins. A value that YAML leaves out begins where it would stand.
  public let position: Position
  /// The place just after the value: after its closing quote or bracket, or after the last thing in it. Blank lines and
  /// comments behind a block of YAML aren't part of it.
  public let end: Position

  public init(_ value: Value, at position: Position, end: Position? = nil) {
    self.value = value
    self.position = position
    self.end = end ?? position
  }
}

extension Node {
  /// Returns the value of a mapping's member, or nil where there is none; keys are compared by their UTF-8 bytes.
  public func member(_ key: String) -> Node? {
    guard case .mapping(let members) = value else { return nil }
    return members.first { $0.key.utf8.elementsEqual(key.utf8) }?.value
  }

  /// The value in a few words for messages: `"two"`, `12`, `true`, `null`, `a list`, `a mapping`.
  public var shown: String {
    switch value {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .number(let text): shortened(text)
    case .string(let text): quoted(text)
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }
}

/// A place in a document; both count from 1, the column in Unicode scalars.
public struct Position: Sendable, Hashable {
  public let line: Int
  public let column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

extension Position: Comparable {
  public static func < (left: Position, right: Position) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}
