/// Git's configuration files, `.gitmodules` among them, told by what is in them.
///
/// In these every `#` and `;` outside of double quotes starts a comment, a backslash starts an escape, and a line that
/// isn't understood keeps Git from reading the file (git-config(1), "Syntax").
enum GitConfig {
  private enum Likeness {
    case none
    /// Git could read it, and it is laid out as Git does it.
    case likely
    /// Its sections are Git's.
    case sure
  }

  /// Whether a section's name has a second part in quotes, which only Git's files have.
  static func isSubsection(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    let own = bytes.prefix { !$0.isBlank }
    let second = bytes[own.endIndex...].drop { $0.isBlank }
    return isSectionName(own) && second.count > 1 && second.first == UInt8(ascii: "\"")
      && second.last == UInt8(ascii: "\"")
  }

  /// Returns how Git needs a value to be written that has no quotes yet; nil where it takes it as it is, and in files
  /// of other programs.
  static func spelling(ofValue text: String, in source: SourceText) throws(EditRefusal) -> String? {
    let isCut = text.utf8.contains { "#;".utf8.contains($0) }
    let isBroken = text.utf8.contains { "\\\"\r\n".utf8.contains($0) }
    let hasOuterBlanks = text.utf8.first?.isBlank == true || text.utf8.last?.isBlank == true
    guard isCut || isBroken || hasOuterBlanks else { return nil }
    let likeness = likeness(of: try IniParser.parse(source))
    if likeness == .none { return nil }
    guard !isBroken else {
      throw EditRefusal(
        .type,
        "\"\(text)\" can't be written to what looks like a file of Git's: it needs escapes that others don't read")
    }
    guard likeness == .sure else {
      throw EditRefusal(
        .type, "\"\(text)\" can't be written to what could be a file of Git's: there it needs quotes that others keep")
    }
    return "\"\(text)\""
  }

  private static func likeness(of file: EntryFile) -> Likeness {
    let sections = file.sections.dropFirst()
    guard !sections.isEmpty, file.sections[0].entries.isEmpty else { return .none }
    let areNames = sections.allSatisfy { section in
      let name = section.name ?? ""
      return isSubsection(name) || isSectionName(Array(name.utf8)[...])
    }
    let entries = sections.flatMap(\.entries)
    guard areNames, entries.allSatisfy({ isReadable($0, in: file.source) }) else { return .none }
    if sections.contains(where: { isSubsection($0.name ?? "") }) { return .sure }
    if sections.allSatisfy({ known.contains(($0.name ?? "").lowercased()) }) { return .sure }
    let areIndented = entries.allSatisfy { file.source.byte($0.lines.lowerBound)?.isBlank == true }
    return areIndented && !entries.isEmpty ? .likely : .none
  }

  /// Whether Git can read an entry's first line, and the next ones as more of it.
  private static func isReadable(_ entry: EntryFile.Entry, in source: SourceText) -> Bool {
    let key = source.bytes[entry.keyRange]
    guard key.first?.isLetter == true, key.allSatisfy({ $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") }) else {
      return false
    }
    if let sign = entry.separator, !source.bytes[sign].contains(UInt8(ascii: "=")) { return false }
    let end = source.lineBreak(from: entry.keyRange.lowerBound)
    let hasOneLine = source.behindLineBreak(end) == entry.lines.upperBound
    return hasOneLine || !entry.hiddenKeys.isEmpty || source.bytes[end - 1] == UInt8(ascii: "\\")
  }

  private static func isSectionName(_ name: ArraySlice<UInt8>) -> Bool {
    !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
  }

  /// Sections of Git's that files of other programs hardly have, in a file that has nothing else.
  private static let known: Set<String> = [
    "alias", "am", "apply", "blame", "branch", "commit", "core", "credential", "diff", "difftool", "fetch", "gc", "gpg",
    "include", "init", "merge", "mergetool", "pull", "push", "rebase", "receive", "rerere", "safe", "submodule",
    "transfer", "user", "worktree",
  ]
}
