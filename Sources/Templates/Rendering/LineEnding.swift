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
    let beginning = content.prefix(LineEnding.chunkSize)
    // Nearly all files: nothing but line feeds.
    if beginning.contains(0x0A), !beginning.contains(0x0D) {
      self = .unchanged
      return
    }
    var seen = Seen()
    var start = 0
    var isPending = false
    while !seen.isAny, start < content.count || isPending {
      var end = min(start + LineEnding.chunkSize, content.count)
      let from = isPending ? start - 1 : start
      // A CR at a chunk's end waits for what follows it; at the end of all an empty chunk follows.
      isPending = end > start && content[end - 1] == 0x0D
      start = end
      if isPending { end -= 1 }
      seen.read(content[from..<end])
    }
    self = seen.hasCR ? .bytes([0x0D]) : seen.hasLF ? .unchanged : seen.hasCRLF ? .bytes([0x0D, 0x0A]) : .unchanged
  }

  /// The endings that were found so far.
  private struct Seen {
    var hasCR = false
    var hasLF = false
    var hasCRLF = false

    var isAny: Bool { hasCR || hasLF || hasCRLF }

    mutating func read(_ chunk: ArraySlice<UInt8>) {
      var isAfterCR = false
      for byte in chunk {
        if byte == 0x0A {
          if isAfterCR { hasCRLF = true } else { hasLF = true }
        } else if isAfterCR {
          hasCR = true
        }
        isAfterCR = byte == 0x0D
      }
      if isAfterCR { hasCR = true }
    }
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
