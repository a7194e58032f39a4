/// A TOML file: its sections and entries as they are written, and the tables that they come to.
struct TomlDocument: Sendable {
  let source: SourceText
  /// The first has no header: the entries in front of all headers.
  var sections: [Section]
  var entries: [Entry] = []
  var tables: [Table] = [Table(kind: .root, section: 0)]

  /// A header with the entries below it.
  struct Section: Sendable {
    let path: [KeyPart]
    /// The header's line with its line end, empty where there is none.
    let header: Range<Int>
    /// The tables from the root to the one that the header opens.
    var chain: [Int] = [0]
    /// Indexes of the entries.
    var entries: [Int] = []

    var table: Int { chain[chain.count - 1] }
  }

  struct Entry: Sendable {
    /// The parts of a dotted key.
    let key: [KeyPart]
    let value: Syntax
    /// All lines of the entry, with the last line end.
    let lines: Range<Int>
    /// The tables from that of the section to the one that holds the value.
    var chain: [Int] = []

    var keyRange: Range<Int> { key[0].range.lowerBound..<key[key.count - 1].range.upperBound }
  }

  /// One part of a key: the bytes, quotes and all, and what they stand for.
  struct KeyPart: Sendable {
    let name: [UInt8]
    let range: Range<Int>
  }

  struct Table: Sendable {
    enum Kind: Sendable {
      case root
      /// Opened by a header of its own, or as an element of an array of tables.
      case header
      /// There only because a header goes through it.
      case implied
      /// Made by a dotted key.
      case dotted
    }

    var kind: Kind
    /// The section that the table is written in; for an implied one that of the first header through it.
    var section: Int
    var members: [(name: [UInt8], member: Member)] = []
    private(set) var positions: [[UInt8]: Int] = [:]

    init(kind: Kind, section: Int) {
      self.kind = kind
      self.section = section
    }

    subscript(name: [UInt8]) -> Member? { positions[name].map { members[$0].member } }

    /// Adds an element to the array of tables of that name, which is there or not.
    mutating func append(_ table: Int, to name: [UInt8]) {
      guard let position = positions[name], case .tables(var elements) = members[position].member else {
        set(name, .tables([table]))
        return
      }
      // Not held twice while it grows, so that it isn't copied each time.
      members[position].member = .tables([])
      elements.append(table)
      members[position].member = .tables(elements)
    }

    mutating func set(_ name: [UInt8], _ member: Member) {
      if let position = positions[name] {
        members[position].member = member
      } else {
        positions[name] = members.count
        members.append((name, member))
      }
    }
  }

  enum Member: Sendable {
    /// The index of an entry.
    case value(Int)
    /// The index of a table.
    case table(Int)
    /// The indexes of the elements of an array of tables.
    case tables([Int])
  }

  /// The offset behind the last line that is surely a section's.
  func end(of section: Section) -> Int {
    section.entries.last.map { entries[$0].lines.upperBound } ?? section.header.upperBound
  }
}
