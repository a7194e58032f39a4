import Documents

extension InterpolatedText {
  /// What is wrong with the `{{…}}` of a text.
  struct Problem: Error, Equatable {
    let code: String
    let message: String
    var suggestion: String?
  }

  /// Reads a text; every name in braces must be one of `parameters` or a fact of the service.
  init(parsing text: String, parameters: [String]) throws(Problem) {
    let bytes = Array(text.utf8)
    var parts: [Part] = []
    var literal: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index...].starts(with: "\\{{".utf8) {
        literal += "{{".utf8
        index += 3
      } else if bytes[index...].starts(with: "{{".utf8) {
        let (name, end) = try InterpolatedText.name(in: bytes, at: index + 2)
        if !literal.isEmpty { parts.append(.literal(String(decoding: literal, as: UTF8.self))) }
        literal = []
        parts.append(try InterpolatedText.part(called: name, parameters: parameters))
        index = end
      } else {
        literal.append(bytes[index])
        index += 1
      }
    }
    if !literal.isEmpty || parts.isEmpty { parts.append(.literal(String(decoding: literal, as: UTF8.self))) }
    self.parts = parts
  }

  /// Returns what stands before the next `}}`, without spaces at its ends, and the offset after it.
  private static func name(in bytes: [UInt8], at start: Int) throws(Problem) -> (String, Int) {
    var end = start
    while end + 1 < bytes.count, !(bytes[end] == UInt8(ascii: "}") && bytes[end + 1] == UInt8(ascii: "}")) { end += 1 }
    guard end + 1 < bytes.count else {
      throw Problem(code: "syntax", message: "a \"{{\" has no \"}}\"; write \"\\{{\" for two braces")
    }
    let isSpace = { (byte: UInt8) in byte == UInt8(ascii: " ") }
    let name = bytes[start..<end].drop(while: isSpace).reversed().drop(while: isSpace).reversed()
    return (String(decoding: name, as: UTF8.self), end + 2)
  }

  private static func part(called name: String, parameters: [String]) throws(Problem) -> Part {
    if let field = ServiceField(rawValue: name) { return .service(field) }
    if parameters.contains(where: { $0.utf8.elementsEqual(name.utf8) }) { return .parameter(name) }
    let known = parameters + ServiceField.allCases.map(\.rawValue)
    throw Problem(
      code: "unknown-parameter",
      message: "{{\(shortened(name))}} names no parameter; write \"\\{{\" for two braces",
      suggestion: suggestion(for: name, among: known))
  }
}
