/// A file of lines that each give a key a value, in sections or not: INI, properties, dotenv.
struct EntryFile: Sendable {
  let source: SourceText
  /// The first has no name: the entries in front of all headers.
  let sections: [Section]

  struct Section: Sendable {
    /// Nil for the entries in front of all headers.
    let name: String?
    /// The bytes of the name, empty where there is none.
    let nameRange: Range<Int>
    /// The header's line with its line end, empty where there is none.
    let header: Range<Int>
    var entries: [Entry] = []

    /// The offset behind the last line that is surely the section's.
    var end: Int { entries.last?.lines.upperBound ?? header.upperBound }
  }

  struct Entry: Sendable {
    let key: String
    let keyRange: Range<Int>
    /// The sign between key and value with the spaces around it; nil for a key alone.
    let separator: Range<Int>?
    /// The bytes of the value, with quotes, without a comment behind it.
    let valueRange: Range<Int>
    /// The value as text, nil for a key alone.
    let value: String?
    /// All lines of the entry, with the last line end.
    let lines: Range<Int>
    /// Why the entry can't be edited, where what it means depends on the program that reads it.
    var doubt: String?
    /// The keys that some programs read in the lines behind the first, and others as part of the value.
    var hiddenKeys: [String] = []
  }

  /// The data: keys with their text, sections as mappings.
  var data: EditValue {
    var members: [EditValue.Member] = []
    for section in sections {
      let entries = section.entries.map { EditValue.Member(key: $0.key, value: $0.value.map { .string($0) } ?? .null) }
      if let name = section.name {
        members.append(EditValue.Member(key: name, value: .object(entries)))
      } else {
        members += entries
      }
    }
    return .object(members)
  }
}
