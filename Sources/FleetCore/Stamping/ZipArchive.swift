import Changes
import Git
import Templates

/// The files of a zip archive (PKWARE's APPNOTE), as far as templates need them: stored and deflated entries.
///
/// Every name is checked: one that leads out of the archive, or is there twice, makes the whole archive unusable.
struct ZipArchive {
  /// What a template may have in memory.
  private static let byteLimit = 512 << 20
  private static let entryLimit = 200_000

  private let bytes: [UInt8]
  private let file: String
  private(set) var tree = FileTree()

  /// Reads all of an archive.
  ///
  /// - Parameter file: its name for messages.
  init(_ bytes: [UInt8], file: String) throws(StampError) {
    self.bytes = bytes
    self.file = file
    try read()
  }

  /// The folder that holds everything, as cookiecutter wants archives of templates.
  func topFolder() throws(StampError) -> TreePath {
    let names = tree.names(in: TreePath(bytes: [])) ?? []
    guard names.count == 1, case .folder? = tree[TreePath(bytes: names[0])] else {
      throw error("it must hold one folder, and the template in that")
    }
    return TreePath(bytes: names[0])
  }

  private func error(_ message: String) -> StampError { StampError(.input, "\(file): \(message)") }

  private func number(_ offset: Int, _ byteCount: Int) throws(StampError) -> Int {
    guard offset >= 0, offset + byteCount <= bytes.count else { throw error("it is cut off, or not a zip archive") }
    return bytes[offset..<offset + byteCount].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  private func slice(_ offset: Int, _ byteCount: Int) throws(StampError) -> ArraySlice<UInt8> {
    guard offset >= 0, byteCount >= 0, offset + byteCount <= bytes.count else {
      throw error("it is cut off, or not a zip archive")
    }
    return bytes[offset..<offset + byteCount]
  }

  /// The end of the archive names the place of its list; only a comment may follow it.
  private func endRecord() throws(StampError) -> Int {
    var offset = bytes.count - 22
    while offset >= max(0, bytes.count - 22 - 0xFFFF) {
      if try number(offset, 4) == 0x0605_4B50 { return offset }
      offset -= 1
    }
    throw error("it isn't a zip archive")
  }

  private mutating func read() throws(StampError) {
    let end = try endRecord()
    let count = try number(end + 10, 2)
    var offset = try number(end + 16, 4)
    guard count != 0xFFFF, offset != 0xFFFF_FFFF else { throw error("archives of the zip64 kind aren't read") }
    guard count <= Self.entryLimit else { throw error("it has too many files") }
    var total = 0
    for _ in 0..<count {
      guard try number(offset, 4) == 0x0201_4B50 else { throw error("its list of files is broken") }
      let nameLength = try number(offset + 28, 2)
      let name = Array(try slice(offset + 46, nameLength))
      try add(name, entry: offset, total: &total)
      offset += 46 + nameLength + (try number(offset + 30, 2)) + (try number(offset + 32, 2))
    }
  }

  private mutating func add(_ name: [UInt8], entry: Int, total: inout Int) throws(StampError) {
    let isFolder = name.last == UInt8(ascii: "/")
    let path = TreePath(bytes: isFolder ? Array(name.dropLast()) : name)
    let shown = path.description.debugDescription
    // What git itself keeps is no part of a template.
    if path.parts.contains(where: { $0.elementsEqual(".git".utf8) }) { return }
    guard path.isSafe else { throw error("the name \(shown) leads out of it") }
    if isFolder {
      if tree[path] == nil { tree.set(path, .folder(permissions: nil)) }
      return
    }
    guard tree[path] == nil, !hasFile(above: path) else { throw error("the name \(shown) is there twice") }
    total += try number(entry + 24, 4)
    guard total <= Self.byteLimit else { throw error("it has more than 512 MiB") }
    let content = try content(entry, shown)
    // As Python unpacks for cookiecutter: files are as any new one, and a link is a file with its target's name.
    tree.setFile(path, content, permissions: 0o644)
  }

  private func hasFile(above path: TreePath) -> Bool {
    path.parts.indices.dropFirst().contains { count in
      switch tree[TreePath(bytes: path.parts.prefix(count).joined(separator: [UInt8(ascii: "/")]))] {
      case .file, .link: true
      case .folder, nil: false
      }
    }
  }

  private func content(_ entry: Int, _ shown: String) throws(StampError) -> [UInt8] {
    if try number(entry + 8, 2) & 1 != 0 {
      throw error("\(shown) is encrypted; unpack the archive with its password and name the folder")
    }
    let method = try number(entry + 10, 2)
    let packedCount = try number(entry + 20, 4)
    let byteCount = try number(entry + 24, 4)
    let local = try number(entry + 42, 4)
    guard try number(local, 4) == 0x0403_4B50 else { throw error("its list of files is broken") }
    let start = local + 30 + (try number(local + 26, 2)) + (try number(local + 28, 2))
    let packed = Array(try slice(start, packedCount))
    let content: [UInt8]?
    switch method {
    case 0: content = packed.count == byteCount ? packed : nil
    case 8: content = Deflate.inflated(packed, byteCount: byteCount)
    default: throw error("\(shown) is packed by method \(method); only stored and deflated files are read")
    }
    guard let content, Int(Deflate.checksum(content)) == (try number(entry + 16, 4)) else {
      throw error("\(shown) is broken")
    }
    return content
  }
}
