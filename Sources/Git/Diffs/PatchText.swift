/// Makes of a patch as libgit2 prints it one as git prints it: they differ in two places of the header.
enum PatchText {
  private static let newline = UInt8(ascii: "\n")

  static func asGitPrints(_ patch: [UInt8]) -> [UInt8] {
    let hunks = startOfHunks(patch)
    var lines = patch[..<hunks].split(separator: newline, omittingEmptySubsequences: true)
    let isWithoutHunks = hunks == patch.count
    // Git names no files where it shows none of their lines.
    if isWithoutHunks { lines.removeAll { isFileName($0) } }
    var text: [UInt8] = []
    text.reserveCapacity(patch.count + 2)
    for line in lines {
      text += line
      // A tab ends a name with a space in it, so that patch(1) doesn't take the rest for a date.
      if isFileName(line), line.dropFirst(4).contains(UInt8(ascii: " ")) { text.append(UInt8(ascii: "\t")) }
      text.append(newline)
    }
    return text + patch[hunks...]
  }

  private static func isFileName(_ line: ArraySlice<UInt8>) -> Bool {
    line.starts(with: "--- ".utf8) || line.starts(with: "+++ ".utf8)
  }

  private static func startOfHunks(_ patch: [UInt8]) -> Int {
    var start = patch.startIndex
    while start < patch.endIndex, !patch[start...].starts(with: "@@ ".utf8) {
      guard let end = patch[start...].firstIndex(of: newline) else { return patch.endIndex }
      start = end + 1
    }
    return start
  }
}
