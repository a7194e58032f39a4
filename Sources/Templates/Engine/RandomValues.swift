import Jinja

/// cookiecutter's functions that give random values, from the render's own chance.
enum RandomValues {
  private static let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
  private static let punctuation = Array(##"!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"##.utf8)

  @Sendable static func asciiString(_ arguments: Arguments, _ call: CallContext) throws(TemplateError) -> Value {
    let signature = Signature(
      "RandomStringExtension.__init__.<locals>.random_ascii_string", ["length", "punctuation="])
    let bound = try signature.bind(arguments)
    let length: Int
    switch bound[0] {
    case .int(let value)?: length = value
    case .bool(let value)?: length = value ? 1 : 0
    case let value: throw TemplateError(runtime: "the length must be a whole number, not \(value?.typeName ?? "None")")
    }
    guard length <= 1_000_000 else { throw TemplateError(runtime: "a random text of more than a million characters") }
    let corpus = try bound[1]?.isTrue() == true ? letters + punctuation : letters
    try call.charge(byteCount: max(0, length) * 8)
    return .string(Text(bytes: (0..<max(0, length)).map { _ in corpus[call.random(in: 0..<corpus.count)] }))
  }

  @Sendable static func uuid4(_ arguments: Arguments, _ call: CallContext) throws(TemplateError) -> Value {
    _ = try Signature("UUIDExtension.__init__.<locals>.uuid4", []).bind(arguments)
    var bytes = (0..<16).map { _ in UInt8(call.random(in: 0..<256)) }
    // Version 4, variant of RFC 9562.
    bytes[6] = bytes[6] & 0x0F | 0x40
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }
    let parts = [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { digits[$0].joined() }
    return Value(parts.joined(separator: "-"))
  }
}
