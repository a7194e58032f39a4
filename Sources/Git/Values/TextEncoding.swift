/// How a commit's text is to be read: git's `encoding` header, UTF-8 where there is none.
enum TextEncoding {
  case utf8
  case latin1

  /// Takes the header's value; encodings that aren't known are read as UTF-8, as far as they go.
  init(header: UnsafePointer<CChar>?) {
    let name = header.map { String(cString: $0).lowercased() } ?? ""
    self = ["iso-8859-1", "iso8859-1", "latin1", "latin-1"].contains(name) ? .latin1 : .utf8
  }

  /// Returns the text of a C string, empty for none; bytes that aren't of the encoding become U+FFFD.
  func text(_ pointer: UnsafePointer<CChar>?) -> String {
    guard let pointer else { return "" }
    switch self {
    case .utf8: return String(cString: pointer)
    case .latin1:
      var scalars = String.UnicodeScalarView()
      var next = pointer
      while next.pointee != 0 {
        scalars.append(Unicode.Scalar(UInt8(bitPattern: next.pointee)))
        next += 1
      }
      return String(scalars)
    }
  }
}
