/// Returns text in double quotes for a message of one line: control characters escaped, long text shortened.
public func quoted(_ text: String) -> String {
  "\"" + shortened(text) + "\""
}

/// Returns text for a message of one line, at most 60 scalars of it, with control characters escaped.
public func shortened(_ text: String) -> String {
  let limit = 60
  let start = text.unicodeScalars.prefix(limit)
  return printable(String(start)) + (start.endIndex == text.unicodeScalars.endIndex ? "" : "…")
}

/// Returns text on one line, all of it, with control characters escaped.
public func printable(_ text: String) -> String {
  String(String.UnicodeScalarView(text.unicodeScalars.flatMap(escaped)))
}

/// Line ends, escape sequences of terminals and marks that turn the writing direction must not reach a terminal.
private func escaped(_ scalar: Unicode.Scalar) -> String.UnicodeScalarView {
  switch scalar {
  case "\n": return "\\n".unicodeScalars
  case "\r": return "\\r".unicodeScalars
  case "\t": return "\\t".unicodeScalars
  default:
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse:
      return "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars
    default:
      return String.UnicodeScalarView([scalar])
    }
  }
}
