import Documents

/// Returns text as YAML that every reader takes for this text: plain where that is safe, else in double quotes.
func writtenInYAML(_ text: String) -> String {
  let signs = "/:@+~=%".unicodeScalars
  let isSafe =
    text.unicodeScalars.first.map { $0 != "-" && (isNameScalar($0) || $0 == "/") } == true
    && text.unicodeScalars.allSatisfy { isNameScalar($0) || signs.contains($0) }
  // Words of YAML 1.1 that our own reader takes for text.
  let isOldWord = ["y", "n", "yes", "no", "on", "off"].contains(text.lowercased())
  let read = Document(reading: Array("[\(text)]".utf8), as: .yaml)
  if isSafe, !isOldWord, read.findings.isEmpty, case .list(let nodes)? = read.root?.value,
    nodes.count == 1, nodes[0].value == .string(text)
  {
    return text
  }
  return "\"" + text.unicodeScalars.map(escapedInYAML).joined() + "\""
}

private func escapedInYAML(_ scalar: Unicode.Scalar) -> String {
  switch scalar {
  case "\"": return "\\\""
  case "\\": return "\\\\"
  case "\n": return "\\n"
  case "\t": return "\\t"
  default:
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse:
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
    default: return String(scalar)
    }
  }
}
