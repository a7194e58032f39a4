import Documents

/// Returns what is wrong with the name of a service, library or template, or nil.
///
/// A name becomes part of file names, branches and reports on any system: letters and digits of ASCII, `.`, `_`, `-`,
/// beginning with a letter or digit, at most 100 of them.
func entryNameProblem(_ name: String) -> String? {
  let bytes = Array(name.utf8)
  if bytes.isEmpty { return "must not be empty" }
  if let bad = name.unicodeScalars.first(where: { !isNameScalar($0) }) {
    return "may have letters, digits, \".\", \"_\" and \"-\", not \(quoted(String(bad)))"
  }
  if bytes[0] == UInt8(ascii: ".") || bytes[0] == UInt8(ascii: "-") || bytes[0] == UInt8(ascii: "_") {
    return "must begin with a letter or a digit"
  }
  if bytes.count > 100 { return "must have at most 100 characters" }
  if name.contains("..") { return "must not hold \"..\"" }
  if bytes.last == UInt8(ascii: ".") { return "must not end with \".\"" }
  return name.lowercased().hasSuffix(".lock") ? "must not end with \".lock\"" : nil
}

/// Whether a scalar may be in a name.
func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar {
  case "a"..."z", "A"..."Z", "0"..."9", ".", "_", "-": true
  default: false
  }
}
