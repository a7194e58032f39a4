import Foundation

/// Which names git lets into a tree, and which of those may be written to a disk.
enum PathSafety {
  /// Whether a tree may have an entry of this name: not empty, `.`, `..` or `.git` in any case, no slash, no zero byte.
  static func isEntryName(_ name: some Collection<UInt8>) -> Bool {
    if name.isEmpty || name.contains(UInt8(ascii: "/")) || name.contains(0) { return false }
    if name.first == UInt8(ascii: "."), name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) { return false }
    return !isGitFolder(name)
  }

  /// As for any collection, for names that are read from a tree: without a loop over most of them.
  static func isEntryName(_ name: UnsafeRawBufferPointer) -> Bool {
    guard let start = name.baseAddress, let first = name.first else { return false }
    if memchr(start, Int32(UInt8(ascii: "/")), name.count) != nil { return false }
    let isPlain = first < 0x80 && first != UInt8(ascii: ".") && first & 0xDF != UInt8(ascii: "G") && first != 0
    return (isPlain && memchr(start, 0, name.count) == nil) || isEntryName(Array(name))
  }

  /// Whether every part of a path may be an entry's name.
  static func isPath(_ path: [UInt8]) -> Bool {
    !path.isEmpty
      && path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy { isEntryName($0) }
  }

  /// `.git` in any case, also as HFS+ (code points that it ignores) and NTFS (short name, trailing dots and spaces,
  /// streams) read it: git's `core.protectHFS` and `core.protectNTFS`.
  private static func isGitFolder(_ name: some Collection<UInt8>) -> Bool {
    guard let first = name.first, first == UInt8(ascii: ".") || first & 0xDF == UInt8(ascii: "G") || first >= 0x80
    else { return false }
    var scalars = String(decoding: name, as: UTF8.self).unicodeScalars
    scalars.removeAll { isIgnoredByHFS($0) }
    var text = String(scalars).lowercased()
    if let colon = text.firstIndex(of: ":") { text = String(text[..<colon]) }
    while let last = text.last, last == "." || last == " " { text.removeLast() }
    return text == ".git" || text == "git~1"
  }

  private static func isIgnoredByHFS(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200C...0x200F, 0x202A...0x202E, 0x206A...0x206F, 0xFEFF: true
    default: false
    }
  }
}
