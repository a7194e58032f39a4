/// A value read from a JSON or YAML document that a person wrote, with the place of everything in it.
public struct Node: Sendable, Equatable {
  public indirect enum Value: Sendable, Equatable {
    case null
    case boolean(Bool)
    /// A number by its text, as it stands in the document.
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
  public let position: Position

  public init(_ value: Value, at position: Position) {
    self.value = value
    self.position = position
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
