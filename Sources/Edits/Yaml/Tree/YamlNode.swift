/// One value of a YAML file and the bytes that it stands on.
struct YamlNode {
  enum Kind: UInt8 {
    case scalar
    case mapping
    case sequence
    case alias
  }

  enum Style: UInt8 {
    case plain
    case singleQuoted
    case doubleQuoted
    case literal
    case folded
    case block
    case flow
    /// A mapping of one pair without braces in a flow sequence: `[a: 1]`.
    case pair
    /// Nothing is written: a null.
    case empty
    case alias

    var isQuoted: Bool { self == .singleQuoted || self == .doubleQuoted }
    var isBlockScalar: Bool { self == .literal || self == .folded }
  }

  var kind: Kind
  var style: Style
  /// The first byte of the content; anchor and tag are before it.
  var start: Int
  /// Behind the last byte of the content, never with the line break that ends it.
  var end: Int
  /// The column of a block collection's entries, or that of a block scalar's text (-1 where there is none).
  var indent = -1
  /// The first and the last entry of a collection; -1 where there is none.
  var firstEntry = -1
  var lastEntry = -1
  var count = 0
  /// The node that an alias stands for.
  var target = -1
  /// The number of its anchor and tag in `YamlTree.properties`; -1 where there are none.
  var properties = -1
}

/// One item of a sequence, or one key and value of a mapping.
struct YamlEntry {
  /// Where it begins: the key with its properties, or the `-` or `?` before it.
  var start: Int
  /// The key's node; -1 in sequences.
  var key = -1
  /// Where the key's colon is; -1 where there is none.
  var colon = -1
  var value: Int
  /// Where the comma behind it is, in flow collections; -1 where there is none.
  var comma = -1
  /// The collection's next entry; -1 at the end.
  var next = -1
}

/// A node's anchor and tag.
struct YamlProperties {
  /// The bytes of `&name`.
  var anchor: Range<Int>?
  /// The bytes of `!tag`.
  var tag: Range<Int>?
  var meaning = YamlTag.none
  var start: Int
  var end: Int
}

/// What a tag says, as far as the core schema knows it.
enum YamlTag {
  case none
  case string
  case integer
  case float
  case boolean
  case null
  case sequence
  case mapping
  /// `!` alone: the value isn't looked at for its type.
  case nonSpecific
  /// A tag of an application, such as `!Ref`.
  case other
}

/// One document of a file.
struct YamlDocument {
  /// Its topmost node, an empty one where nothing is written.
  var root: Int
  /// Behind its `---`, or where its text begins.
  var start: Int
  /// Where the next marker stands, or the end of the file.
  var end: Int
  /// Whether it begins with `---`.
  var isMarked: Bool
}
