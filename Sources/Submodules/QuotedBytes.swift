/// Returns bytes as text in double quotes for a message of one line, at most 60 characters of them.
///
/// What a terminal could act on or a reader misread is escaped: control characters, marks that turn the writing
/// direction, and bytes that aren't UTF-8.
func shown(_ bytes: some Collection<UInt8>) -> String {
  let limit = 60
  // Four bytes a character at most, so a hostile name of a megabyte isn't decoded in whole.
  let scalars = String(decoding: bytes.prefix(4 * (limit + 1)), as: UTF8.self).unicodeScalars
  let isWhole = scalars.count <= limit
  return "\"" + scalars.prefix(limit).map(escaped).joined() + (isWhole ? "" : "…") + "\""
}

private func escaped(_ scalar: Unicode.Scalar) -> String {
  switch scalar {
  case "\n": return "\\n"
  case "\r": return "\\r"
  case "\t": return "\\t"
  case "\"": return "\\\""
  default: break
  }
  switch scalar.properties.generalCategory {
  case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse:
    return "\\u{\(String(scalar.value, radix: 16))}"
  default:
    return String(scalar)
  }
}
