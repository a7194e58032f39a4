/// The instructions of a Dockerfile that name images (Docker's "Dockerfile reference").
public struct Dockerfile: Sendable {
  /// An image that a `FROM`, a `COPY --from=` or a `--mount=from=` names.
  public let images: [ImageReference]
  /// The defaults of the `ARG`s before the first `FROM`, which alone can be used in a `FROM`; by name, where the value
  /// stands.
  public let arguments: [String: Range<Int>]

  /// Finds the images; names of earlier stages, numbers of stages and `scratch` are none.
  public init(_ bytes: [UInt8]) {
    var images: [ImageReference] = []
    var arguments: [String: Range<Int>] = [:]
    var stages: Set<String> = ["scratch"]
    var hasStage = false
    let text = { (range: Range<Int>) in String(decoding: bytes[range], as: UTF8.self) }
    for instruction in DockerfileLines(bytes).instructions {
      // `ONBUILD` puts an instruction off until the image is built upon.
      let words = instruction.first.map(text)?.uppercased() == "ONBUILD" ? Array(instruction.dropFirst()) : instruction
      guard let first = words.first else { continue }
      switch text(first).uppercased() {
      case "ARG" where !hasStage:
        for word in words.dropFirst() {
          guard let sign = bytes[word].firstIndex(of: UInt8(ascii: "=")) else { continue }
          arguments[text(word.lowerBound..<sign)] = Dockerfile.unquoted((sign + 1)..<word.upperBound, bytes)
        }
      case "FROM":
        hasStage = true
        let rest = words.dropFirst().drop { bytes[$0].starts(with: "--".utf8) }
        guard let image = rest.first else { continue }
        if !stages.contains(text(image).lowercased()) { images.append(ImageReference(bytes, in: image)) }
        let after = Array(rest.dropFirst())
        if after.count >= 2, text(after[0]).uppercased() == "AS" { stages.insert(text(after[1]).lowercased()) }
      case "COPY", "ADD", "RUN":
        for word in words.dropFirst().prefix(while: { bytes[$0].starts(with: "--".utf8) }) {
          for image in Dockerfile.sources(word, bytes) where !stages.contains(text(image).lowercased()) {
            if !image.isEmpty, Int(text(image)) == nil { images.append(ImageReference(bytes, in: image)) }
          }
        }
      default: continue
      }
    }
    self.images = images
    self.arguments = arguments
  }

  private static func unquoted(_ range: Range<Int>, _ bytes: [UInt8]) -> Range<Int> {
    guard range.count >= 2, bytes[range.lowerBound] == bytes[range.upperBound - 1],
      "\"'".utf8.contains(bytes[range.lowerBound])
    else { return range }
    return (range.lowerBound + 1)..<(range.upperBound - 1)
  }

  /// The images of `--from=image` and `--mount=type=bind,from=image,…`.
  private static func sources(_ word: Range<Int>, _ bytes: [UInt8]) -> [Range<Int>] {
    let option = bytes[word]
    if option.starts(with: "--from=".utf8) { return [(word.lowerBound + 7)..<word.upperBound] }
    guard option.starts(with: "--mount=".utf8) else { return [] }
    return option.dropFirst(8).split(separator: UInt8(ascii: ",")).filter { $0.starts(with: "from=".utf8) }
      .map { ($0.startIndex + 5)..<$0.endIndex }
  }
}

/// A Dockerfile's instructions as the ranges of their words.
private struct DockerfileLines {
  var instructions: [[Range<Int>]] = []

  /// Joins lines that end in the escape character; comment lines and empty lines between them don't count.
  init(_ bytes: [UInt8]) {
    let escape = DockerfileLines.escape(in: bytes)
    var words: [Range<Int>] = []
    var heredocs: [[UInt8]] = []
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count {
      let lineEnd = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      var line = bytes[start..<lineEnd]
      start = lineEnd + 1
      while let last = line.last, RequirementsFile.isSpace(last) { line.removeLast() }
      if let mark = heredocs.first {
        if line.drop(while: { $0 == UInt8(ascii: "\t") }).elementsEqual(mark) { heredocs.removeFirst() }
        continue
      }
      let content = line.drop(while: RequirementsFile.isSpace)
      if content.first == UInt8(ascii: "#") || content.isEmpty && !words.isEmpty { continue }
      let goesOn = line.last == escape
      if goesOn { line.removeLast() }
      words += line.split(whereSeparator: RequirementsFile.isSpace).map { $0.startIndex..<$0.endIndex }
      if !goesOn {
        heredocs = DockerfileLines.heredocs(words, bytes)
        if !words.isEmpty { instructions.append(words) }
        words = []
      }
    }
    if !words.isEmpty { instructions.append(words) }
  }

  /// The escape character: a backslash, unless the file's first lines have a directive that says otherwise.
  private static func escape(in bytes: [UInt8]) -> UInt8 {
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let text = String(decoding: line, as: UTF8.self).filter { !$0.isWhitespace }.lowercased()
      guard text.hasPrefix("#"), text.contains("=") else { break }
      if text == "#escape=`" { return UInt8(ascii: "`") }
    }
    return UInt8(ascii: "\\")
  }

  /// The words that end the here-documents of a `RUN` or `COPY`: `<<EOF`, `<<-"EOF"`.
  private static func heredocs(_ words: [Range<Int>], _ bytes: [UInt8]) -> [[UInt8]] {
    guard let first = words.first else { return [] }
    let name = String(decoding: bytes[first], as: UTF8.self).uppercased()
    guard ["RUN", "COPY", "ADD"].contains(name) else { return [] }
    return words.dropFirst().compactMap { word in
      var mark = bytes[word]
      guard mark.starts(with: "<<".utf8) else { return nil }
      mark = mark.dropFirst(2)
      if mark.first == UInt8(ascii: "-") { mark = mark.dropFirst() }
      let quotes = Array("\"'".utf8)
      let bare = mark.filter { !quotes.contains($0) }
      let isWord = bare.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || $0 == UInt8(ascii: "_")
      }
      return isWord && !bare.isEmpty ? bare : nil
    }
  }
}
