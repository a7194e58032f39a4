/// Returns the offset of the first byte that isn't part of a well-formed character (Unicode, table 3-7), or nil.
func firstInvalidUTF8(in bytes: [UInt8]) -> Int? {
  var offset = 0
  while offset < bytes.count {
    guard let length = characterLength(in: bytes, at: offset) else { return offset }
    offset += length
  }
  return nil
}

private func characterLength(in bytes: [UInt8], at offset: Int) -> Int? {
  let first = bytes[offset]
  if first < 0x80 { return 1 }
  // The second byte's range keeps out overlong forms, surrogates and what lies above U+10FFFF.
  let (length, second): (Int, ClosedRange<UInt8>)
  switch first {
  case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
  case 0xE0: (length, second) = (3, 0xA0...0xBF)
  case 0xED: (length, second) = (3, 0x80...0x9F)
  case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
  case 0xF0: (length, second) = (4, 0x90...0xBF)
  case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
  case 0xF4: (length, second) = (4, 0x80...0x8F)
  default: return nil
  }
  guard offset + length <= bytes.count, second.contains(bytes[offset + 1]) else { return nil }
  let rest = bytes[(offset + 2)..<(offset + length)]
  return rest.allSatisfy { (0x80...0xBF).contains($0) } ? length : nil
}
