/// Git's configuration files, `.gitmodules` among them, told by what is in them.
///
/// In these every `#` and `;` outside of double quotes starts a comment, a backslash starts an escape, and a line that
/// isn't understood keeps Git from reading the file (git-config(1), "Syntax").
enum GitConfig {
  /// Whether a section's name has a second part in quotes, which only Git's files have.
  static func isSubsection(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    let own = bytes.prefix { !$0.isBlank }
    let second = bytes[own.endIndex...].drop { $0.isBlank }
    return isSectionName(own) && second.count > 1 && second.first == UInt8(ascii: "\"")
      && second.last == UInt8(ascii: "\"")
  }

  private static func isSectionName(_ name: ArraySlice<UInt8>) -> Bool {
    !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
  }
}
