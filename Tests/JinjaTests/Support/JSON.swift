import Jinja

/// A JSON document whose members keep their order, which Foundation's reader loses.
indirect enum JSON {
  case value(Value)
  case list([JSON])
  case object([(key: String, value: JSON)])

  init(_ bytes: [UInt8]) {
    var reader = Reader(bytes: bytes)
    self = reader.read()
  }

  subscript(key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  var members: [(key: String, value: JSON)] {
    if case .object(let members) = self { return members }
    return []
  }

  var items: [JSON] {
    if case .list(let items) = self { return items }
    return []
  }

  var text: String? {
    if case .value(let value) = self { return value.text?.string }
    return nil
  }

  var int: Int? {
    if case .value(.int(let int)) = self { return int }
    return nil
  }

  /// The document as a template's value.
  var templateValue: Value {
    switch self {
    case .value(let value): value
    case .list(let items): Value(list: items.map(\.templateValue))
    case .object(let members): Value(members: members.map { ($0.key, $0.value.templateValue) })
    }
  }

  private struct Reader {
    let bytes: [UInt8]
    var index = 0

    mutating func skipSpace() {
      while index < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[index]) { index += 1 }
    }

    mutating func take(_ byte: Character) -> Bool {
      skipSpace()
      guard index < bytes.count, bytes[index] == byte.asciiValue else { return false }
      index += 1
      return true
    }

    mutating func read() -> JSON {
      if take("{") { return readObject() }
      if take("[") { return readList() }
      if take("\"") { return .value(Value(readString())) }
      let start = index
      while index < bytes.count, ![0x2C, 0x5D, 0x7D, 0x20, 0x0A].contains(bytes[index]) { index += 1 }
      switch String(decoding: bytes[start..<index], as: UTF8.self) {
      case "null": return .value(.none)
      case "true": return .value(true)
      case "false": return .value(false)
      case let number: return .value(Value(number: number) ?? .none)
      }
    }

    mutating func readObject() -> JSON {
      var members: [(key: String, value: JSON)] = []
      while !take("}") {
        _ = take(",")
        precondition(take("\""))
        let key = readString()
        precondition(take(":"))
        members.append((key, read()))
      }
      return .object(members)
    }

    mutating func readList() -> JSON {
      var items: [JSON] = []
      while !take("]") {
        _ = take(",")
        items.append(read())
      }
      return .list(items)
    }

    mutating func readString() -> String {
      var units: [UInt16] = []
      var run: [UInt8] = []
      func flush() { units += Array(String(decoding: run, as: UTF8.self).utf16) }
      while bytes[index] != 0x22 {
        if bytes[index] == 0x5C {
          flush()
          run = []
          units.append(readEscape())
        } else {
          run.append(bytes[index])
          index += 1
        }
      }
      flush()
      index += 1
      return String(decoding: units, as: UTF16.self)
    }

    mutating func readEscape() -> UInt16 {
      index += 2
      switch bytes[index - 1] {
      case UInt8(ascii: "n"): return 10
      case UInt8(ascii: "r"): return 13
      case UInt8(ascii: "t"): return 9
      case UInt8(ascii: "b"): return 8
      case UInt8(ascii: "f"): return 12
      case UInt8(ascii: "u"):
        index += 4
        return UInt16(String(decoding: bytes[index - 4..<index], as: UTF8.self), radix: 16) ?? 0xFFFD
      case let byte: return UInt16(byte)
      }
    }
  }
}
