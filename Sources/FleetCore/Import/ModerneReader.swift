import Documents

/// Reads Moderne's `repos.csv` (RFC 4180): a header with `cloneUrl`, and perhaps `branch` and `path`; the rest is theirs.
func readModerne(_ bytes: [UInt8], file: String) -> ImportList {
  var list = ImportList()
  var rows = CSVRows(bytes)
  guard let header = rows.next() else { return ImportList(problems: ["\(file):1: the file is empty"]) }
  guard let urlColumn = header.fields.firstIndex(of: "cloneUrl") else {
    return ImportList(problems: ["\(file):1: expected a header line with the column \"cloneUrl\""])
  }
  let branchColumn = header.fields.firstIndex(of: "branch")
  while let row = rows.next() {
    let place = "\(file):\(row.line)"
    if row.fields == [""] { continue }
    guard row.fields.indices.contains(urlColumn), !row.fields[urlColumn].isEmpty else {
      list.problems.append("\(place): this line has no \"cloneUrl\"")
      continue
    }
    let url = row.fields[urlColumn]
    guard let location = try? RemoteLocation(url, relativeTo: "/") else {
      list.problems.append("\(place): \"cloneUrl\" isn't an address of a repository")
      continue
    }
    var branch = branchColumn.flatMap { row.fields.indices.contains($0) ? row.fields[$0] : nil }
    if branch == "" { branch = nil }
    if let problem = branch.flatMap({ branchNameProblem($0) }) {
      list.problems.append("\(place): the branch isn't taken over: \(problem)")
      branch = nil
    }
    list.services.append(ImportedService(name: location.repositoryName, url: url, branch: branch, source: place))
  }
  if rows.isUnclosed { list.problems.append("\(file): the last field in quotes isn't closed") }
  return list
}

/// The rows of a CSV text, read one after the other.
struct CSVRows {
  private let bytes: [UInt8]
  private var offset: Int
  private var line = 1
  /// Whether the text ended inside quotes.
  private(set) var isUnclosed = false

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Returns the next row and the line that it begins on; nil at the end.
  mutating func next() -> (fields: [String], line: Int)? {
    guard offset < bytes.count else { return nil }
    let start = line
    var fields: [String] = []
    while true {
      fields.append(nextField())
      guard offset < bytes.count else { break }
      let separator = bytes[offset]
      offset += 1
      if separator == UInt8(ascii: ",") { continue }
      if separator == UInt8(ascii: "\r"), offset < bytes.count, bytes[offset] == UInt8(ascii: "\n") { offset += 1 }
      line += 1
      break
    }
    return (fields, start)
  }

  /// Reads to the next comma or line end, which stay.
  private mutating func nextField() -> String {
    var field: [UInt8] = []
    var isQuoted = false
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\"") {
        let isDoubled = isQuoted && offset + 1 < bytes.count && bytes[offset + 1] == byte
        if isDoubled { field.append(byte) } else { isQuoted.toggle() }
        offset += isDoubled ? 2 : 1
        continue
      }
      let endsLine = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
      if !isQuoted, byte == UInt8(ascii: ",") || endsLine { break }
      if byte == UInt8(ascii: "\n") { line += 1 }
      field.append(byte)
      offset += 1
    }
    isUnclosed = isQuoted
    return String(decoding: field, as: UTF8.self)
  }
}
