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
    /// Indexes of the entries, which stand behind one another.
    var entries = 0..<0

    var table: Int { chain[chain.count - 1] }
  }

  struct Entry: Sendable {
    /// The parts of a dotted key.
    let key: [KeyPart]
    let value: Syntax
    /// All lines of the entry, with the last line end.
    let lines: Range<Int>
    /// The section's table.
    let table: Int
    /// The tables that the key's dots lead through.
    let dotted: [Int]

    /// The tables from that of the section to the one that holds the value.
    var chain: [Int] { [table] + dotted }

    var keyRange: Range<Int> { key[0].range.lowerBound..<key[key.count - 1].range.upperBound }
  }

  /// One part of a key: the bytes, quotes and all, and what they stand for.
  struct KeyPart: Sendable {
    let name: ArraySlice<UInt8>
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
    var members: [(name: ArraySlice<UInt8>, member: Member)] = []
    /// Where members are, for tables that are too large to be searched.
    private var positions: [Name: Int] = [:]

    /// Hashed as one piece: a slice of an array is hashed byte by byte.
    private struct Name: Hashable {
      let bytes: ArraySlice<UInt8>

      func hash(into hasher: inout Hasher) {
        unsafe bytes.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
      }
    }

    private static let searchLimit = 16

    init(kind: Kind, section: Int) {
      self.kind = kind
      self.section = section
    }

    subscript(name: ArraySlice<UInt8>) -> Member? { position(of: name).map { members[$0].member } }

    /// Adds an element to the array of tables of that name, which is there or not.
    mutating func append(_ table: Int, to name: ArraySlice<UInt8>) {
      guard let position = position(of: name), case .tables(var elements) = members[position].member else {
        add(name, .tables([table]))
        return
      }
      // Not held twice while it grows, so that it isn't copied each time.
      members[position].member = .tables([])
      elements.append(table)
      members[position].member = .tables(elements)
    }

    /// Adds a member of a name that isn't there yet.
    mutating func add(_ name: ArraySlice<UInt8>, _ member: Member) {
      members.append((name, member))
      if members.count == Self.searchLimit {
        for (position, member) in members.enumerated() { positions[Name(bytes: member.name)] = position }
      } else if members.count > Self.searchLimit {
        positions[Name(bytes: name)] = members.count - 1
      }
    }

    private func position(of name: ArraySlice<UInt8>) -> Int? {
      members.count < Self.searchLimit ? members.firstIndex { $0.name == name } : positions[Name(bytes: name)]
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
