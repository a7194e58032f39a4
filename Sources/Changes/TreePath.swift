/// A file's path inside a repository: bytes, as git keeps them, with `/` between the parts and none in front.
///
/// Bytes and not `String`, since two different paths may be canonically equal as Swift strings (é as one or as two
/// code points), and since git allows paths that aren't UTF-8.
public struct TreePath: Hashable, Sendable {
  public let bytes: [UInt8]

  public init(bytes: some Sequence<UInt8>) {
    self.bytes = Array(bytes)
  }

  public init(_ text: String) {
    self.bytes = Array(text.utf8)
  }

  /// Takes all bytes at once: the hash of an array takes one after the other.
  public func hash(into hasher: inout Hasher) {
    unsafe bytes.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
  }

  /// The parts between the slashes, in order.
  public var parts: [ArraySlice<UInt8>] {
    bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
  }

  /// The last part, such as `settings.py`.
  public var name: ArraySlice<UInt8> {
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return bytes[...] }
    return bytes[bytes.index(after: slash)...]
  }

  /// Returns the path of an entry called `name` in the folder that this path names; the empty path is the root.
  public func appending(_ name: some Sequence<UInt8>) -> TreePath {
    bytes.isEmpty ? TreePath(bytes: name) : TreePath(bytes: bytes + [UInt8(ascii: "/")] + Array(name))
  }

  /// Whether a file may be written there: relative, without `.`, `..` or empty parts, outside any `.git`, no NUL.
  ///
  /// `.git` is compared without case, and with the spellings that HFS+ and NTFS read as `.git` refused too
  /// (git's `core.protectHFS` and `core.protectNTFS`).
  public var isSafe: Bool {
    guard !bytes.isEmpty, !bytes.contains(0) else { return false }
    return parts.allSatisfy { part in
      if part.isEmpty || part.elementsEqual(".".utf8) || part.elementsEqual("..".utf8) { return false }
      if part.contains(UInt8(ascii: "\\")) { return false }
      return !TreePath.isGitFolder(part)
    }
  }

  private static func isGitFolder(_ part: ArraySlice<UInt8>) -> Bool {
    // Whatever is ignored, a name of plain ASCII that begins otherwise is neither.
    if let first = part.first, first < 0x80, first != UInt8(ascii: "."), first | 0x20 != UInt8(ascii: "g") {
      return false
    }
    // HFS+ ignores these code points (zero-width joiners and the like); NTFS ignores trailing dots, spaces, streams.
    var text = String(decoding: part, as: UTF8.self).unicodeScalars
    text.removeAll {
      (0x200C...0x200F).contains($0.value) || (0x202A...0x202E).contains($0.value)
        || (0x206A...0x206F).contains($0.value) || $0.value == 0xFEFF
    }
    var name = String(text).lowercased()
    if let colon = name.firstIndex(of: ":") { name = String(name[..<colon]) }
    while let last = name.last, last == "." || last == " " { name.removeLast() }
    return name == ".git" || name == "git~1"
  }
}

extension TreePath: CustomStringConvertible {
  /// The path as text; bytes that aren't UTF-8 are shown as the replacement character.
  public var description: String { String(decoding: bytes, as: UTF8.self) }
}

extension TreePath: Comparable {
  /// Orders by bytes.
  public static func < (left: TreePath, right: TreePath) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}

extension TreePath: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) {
    self.init(value)
  }
}
