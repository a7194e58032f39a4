/// A value in a file: what it is and where; scalars are decoded only when somebody asks.
struct Syntax: Sendable {
  enum Kind: Sendable {
    case null
    case boolean(Bool)
    case number
    case string
    /// Something of the file's language that isn't a literal; nothing is known of its value.
    case expression
    case list(Group)
    case mapping(Group)
    /// A call with its arguments, as `env.int("PORT", default=80)`; the callee ends before the group.
    case call(Group)
  }

  let kind: Kind
  let range: Range<Int>

  /// The elements of a collection or a call, nil for anything else.
  var group: Group? {
    switch kind {
    case .list(let group), .mapping(let group), .call(let group): group
    case .null, .boolean, .number, .string, .expression: nil
    }
  }

  /// The kind in a message: "a mapping", "a list" …
  var noun: String {
    switch kind {
    case .null: "null"
    case .boolean: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .expression: "an expression"
    case .list: "a list"
    case .mapping: "a mapping"
    case .call: "a call"
    }
  }
}

/// The elements of a collection, with the brackets and commas around them.
struct Group: Sendable {
  /// The offset behind the opening bracket.
  let opening: Int
  /// The offset of the closing bracket.
  let closing: Int
  let items: [Item]

  struct Item: Sendable {
    let label: Label
    let value: Syntax
    /// The whole element without its comma: label, value, and the brackets that may stand around the value.
    let range: Range<Int>
    /// The offset of the comma behind the item, nil where there is none.
    let comma: Int?

    var labelRange: Range<Int>? {
      switch label {
      case .none: nil
      case .key(let range), .unknown(let range), .spread(let range): range
      }
    }
  }

  /// What stands before a value.
  enum Label: Sendable {
    /// Nothing: an element of a list, or an argument by position.
    case none
    /// A key that can be read: a literal, or the name of an argument.
    case key(Range<Int>)
    /// A key that only running the program would tell.
    case unknown(Range<Int>)
    /// `*` or `**`: the value's elements stand here, and nobody knows them.
    case spread(Range<Int>)

    /// Whether the label can stand for any key.
    var hidesKeys: Bool {
      switch self {
      case .unknown, .spread: true
      case .none, .key: false
      }
    }
  }

  /// Whether there is a comma behind the last element.
  var hasTrailingComma: Bool { items.last?.comma != nil }
}
