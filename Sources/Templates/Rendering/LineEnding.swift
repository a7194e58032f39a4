/// How a rendered file's lines end.
enum LineEnding {
  /// As Jinja2 left them.
  case unchanged
  /// Every line feed becomes this.
  case bytes([UInt8])

  /// Python's size of a chunk when it reads text.
  private static let chunkSize = 8192

  /// The ending that cookiecutter takes from a file: of the endings in the chunks up to the first line's end (8,192 bytes,
  /// if it is there) the first of CR, LF, CRLF.
  init(detectedIn content: [UInt8]) {
    var hasCR = false
    var hasLF = false
    var hasCRLF = false
    var index = 0
    while index < content.count, !(hasCR || hasLF || hasCRLF) {
      var end = min(index + LineEnding.chunkSize, content.count)
      // A CR at a chunk's end waits for what follows it.
      let waits = end < content.count && content[end - 1] == 0x0D
      if waits { end -= 1 }
      let chunkEnd = waits ? end + 1 : end
      while index < end {
        switch content[index] {
        case 0x0A: hasLF = true
        case 0x0D where index + 1 < content.count && content[index + 1] == 0x0A:
          hasCRLF = true
          index += 1
        case 0x0D: hasCR = true
        default: break
        }
        index += 1
      }
      if waits, !(hasCR || hasLF || hasCRLF) {
        let isPair = chunkEnd < content.count && content[chunkEnd] == 0x0A
        // The next chunk is read in one with the CR, and everything in it counts.
        let nextEnd = min(chunkEnd + LineEnding.chunkSize, content.count)
        if isPair { hasCRLF = true } else { hasCR = true }
        var rest = isPair ? chunkEnd + 1 : chunkEnd
        while rest < nextEnd {
          switch content[rest] {
          case 0x0A: hasLF = true
          case 0x0D where rest + 1 < nextEnd && content[rest + 1] == 0x0A:
            hasCRLF = true
            rest += 1
          case 0x0D where rest + 1 < nextEnd || nextEnd == content.count: hasCR = true
          default: break
          }
          rest += 1
        }
      }
    }
    self = hasCR ? .bytes([0x0D]) : hasLF ? .unchanged : hasCRLF ? .bytes([0x0D, 0x0A]) : .unchanged
  }

  /// The ending that a template sets for all its files with `_new_lines`.
  ///
  /// - Throws: for what Python's `open` doesn't take.
  init(setting value: AnswerValue) throws(ProjectTemplateError) {
    switch value {
    case .string("\n"): self = .unchanged
    case .string("\r\n"): self = .bytes([0x0D, 0x0A])
    case .string("\r"): self = .bytes([0x0D])
    default:
      throw ProjectTemplateError(
        .configuration, "_new_lines", #"must be "\n", "\r\n" or "\r", not \#(value.text.debugDescription)"#)
    }
  }

  func applied(to text: [UInt8]) -> [UInt8] {
    guard case .bytes(let ending) = self, text.contains(0x0A) else { return text }
    var output: [UInt8] = []
    output.reserveCapacity(text.count + text.count / 16)
    for byte in text { if byte == 0x0A { output += ending } else { output.append(byte) } }
    return output
  }
}
