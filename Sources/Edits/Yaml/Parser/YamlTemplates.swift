/// Files that are YAML only after a template engine has run: they are refused.
///
/// `{{` where a value begins, or at a line's begin, can't be meant as two mappings. Inside a plain value, `{{` is
/// ordinary text of tools that read YAML first (GitHub's `${{ }}`, Ansible, Prometheus), unless what it names is
/// Helm's or cookiecutter's.
enum YamlTemplates {
  private static let message = "templated yaml can't be edited: it is yaml only after its template engine has run"

  static func refuse(in tree: YamlTree) throws(EditRefusal) {
    guard mayBeTemplated(tree.bytes) else { return }
    for node in tree.nodes {
      if node.style == .flow, opens(at: node.start, in: tree.bytes) {
        throw EditRefusal(.parse, message, at: node.start)
      }
      if node.style == .plain, let offset = template(in: tree.bytes, from: node.start, to: node.end) {
        throw EditRefusal(.parse, message, at: offset)
      }
    }
  }

  /// Returns the refusal with the likelier reason where a template's sign is on its line or just before.
  static func explained(_ refusal: EditRefusal, in bytes: [UInt8]) -> EditRefusal {
    guard refusal.kind == .parse, let offset = refusal.offset, mayBeTemplated(bytes) else { return refusal }
    var start = min(offset, bytes.count)
    while start > 0, !YamlByte.isBreak(bytes[start - 1]) { start -= 1 }
    for position in start..<bytes.count {
      if opens(at: position, in: bytes) { return EditRefusal(.parse, message, at: position) }
      if YamlByte.isBreak(bytes[position]), position >= offset { break }
    }
    return refusal
  }

  private static func mayBeTemplated(_ bytes: [UInt8]) -> Bool {
    var previous: UInt8 = 0
    for byte in bytes {
      if previous == YamlByte.openBrace, byte == YamlByte.openBrace || byte == YamlByte.percent || byte == YamlByte.hash
      {
        return true
      }
      previous = byte
    }
    return false
  }

  /// Whether `{{`, `{%` or `{#` is at `offset`.
  private static func opens(at offset: Int, in bytes: [UInt8]) -> Bool {
    guard bytes[offset] == YamlByte.openBrace, offset + 1 < bytes.count else { return false }
    let next = bytes[offset + 1]
    return next == YamlByte.openBrace || next == YamlByte.percent || next == YamlByte.hash
  }

  /// Returns where a template's sign is in the plain value, nil if there is none.
  private static func template(in bytes: [UInt8], from start: Int, to end: Int) -> Int? {
    for offset in start..<end where opens(at: offset, in: bytes) {
      if bytes[offset + 1] == YamlByte.percent { return offset }
      guard bytes[offset + 1] == YamlByte.openBrace, bytes[offset - 1] != UInt8(ascii: "$") else { continue }
      let isFirstOnLine = bytes[start..<offset].reversed().first { !YamlByte.isBlank($0) }.map(YamlByte.isBreak) ?? true
      if isFirstOnLine || namesEngine(bytes[offset + 2..<end]) { return offset }
    }
    return nil
  }

  /// Whether the template's text begins with what only Helm or cookiecutter knows.
  private static func namesEngine(_ text: ArraySlice<UInt8>) -> Bool {
    let rest = text.drop { $0 == YamlByte.dash || YamlByte.isBlank($0) }
    let names = [
      ".Values", ".Release", ".Chart", ".Capabilities", ".Files", ".Template", "$.Values", "include ", "template ",
      "cookiecutter.",
    ]
    return names.contains { rest.starts(with: $0.utf8) }
  }
}
