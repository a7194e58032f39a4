/// How a file is written, so that what is added looks like the rest.
struct ConfigStyle {
  private let bytes: [UInt8]
  private let lineEnd: [UInt8]
  /// In front of a key.
  private let indent: [UInt8]
  /// Between a key and its value.
  private let assignment: [UInt8]
  private let hasGaps: Bool

  /// Takes the style of the last line that has a value, and git's own where there is none.
  init(of document: ConfigDocument) {
    bytes = document.bytes
    let isDOS = bytes.firstIndex(of: .lineFeed).map { $0 > 0 && document.bytes[$0 - 1] == .carriageReturn } ?? false
    lineEnd = isDOS ? [.carriageReturn, .lineFeed] : [.lineFeed]
    var indent = [UInt8.tab]
    var assignment = Array(" = ".utf8)
    for variable in document.sections.dropFirst().flatMap(\.variables) {
      guard let value = variable.valueSpan, let start = ConfigStyle.indentStart(of: variable, in: document.bytes),
        !value.isEmpty
      else { continue }
      let between = document.bytes[variable.keySpan.upperBound..<value.lowerBound]
      if between.contains(.backslash) { continue }
      indent = Array(document.bytes[start..<variable.keySpan.lowerBound])
      assignment = Array(between)
    }
    self.indent = indent
    self.assignment = assignment
    let headers = document.sections.compactMap(\.header)
    hasGaps =
      headers.count > 1
      && headers.dropFirst().allSatisfy { ConfigStyle.isBehindBlankLine($0.span.lowerBound, in: document.bytes) }
  }

  /// Returns an entry to put behind the end of the file, which keeps its final line end or the lack of one.
  func section(named name: [UInt8], values: [(key: String, value: [UInt8])]) -> [UInt8] {
    let text = bytes.starts(with: utf8Mark) ? bytes.dropFirst(utf8Mark.count) : bytes[...]
    let endsLine = text.isEmpty || text.last == .lineFeed
    var lines = [Array("[submodule \"".utf8) + ConfigWriting.subsection(name) + Array("\"]".utf8)]
    lines += values.map { line($0.key, $0.value) }
    return (endsLine ? [] : lineEnd) + (hasGaps ? lineEnd : []) + lines.joined(separator: lineEnd)
      + (endsLine ? lineEnd : [])
  }

  /// Returns the splice that puts a key behind the last one of a section.
  func splice(adding key: String, _ value: [UInt8], to section: ConfigSection) -> ConfigSplice {
    let added = line(key, value)
    if let end = section.variables.last?.end {
      let endsLine = end > 0 && bytes[end - 1] == .lineFeed
      return ConfigSplice(end..<end, endsLine ? added + lineEnd : lineEnd + added)
    }
    // Below the header; a comment that stands behind the header stays there.
    let end = section.header?.span.upperBound ?? bytes.count
    let lineStop = bytes[end...].firstIndex(of: .lineFeed).map { $0 + 1 } ?? bytes.count
    let rest = bytes[end..<lineStop].drop { $0 == .space || $0 == .tab }
    let isLineOver = rest.first.map { $0 == .lineFeed || $0 == .carriageReturn || $0.startsComment } ?? true
    if isLineOver {
      let endsLine = bytes[..<lineStop].last == .lineFeed
      return ConfigSplice(lineStop..<lineStop, endsLine ? added + lineEnd : lineEnd + added)
    }
    return ConfigSplice(end..<end, lineEnd + added + lineEnd)
  }

  /// Returns the splice that gives a variable another value; in quotes if the old one was.
  static func splice(replacing variable: ConfigVariable, with value: [UInt8], in bytes: [UInt8]) -> ConfigSplice {
    guard let span = variable.valueSpan else {
      let end = variable.keySpan.upperBound
      return ConfigSplice(end..<end, Array(" = ".utf8) + ConfigWriting.value(value))
    }
    let old = bytes[span]
    let isQuoted =
      old.count > 1 && old.first == .quote && old.last == .quote && !old.dropFirst().dropLast().contains(.quote)
    let text = ConfigWriting.value(value, isQuoted: isQuoted)
    return ConfigSplice(span, span.isEmpty ? [.space] + text : text)
  }

  private func line(_ key: String, _ value: [UInt8]) -> [UInt8] {
    indent + Array(key.utf8) + assignment + ConfigWriting.value(value)
  }

  /// Returns where the white space before a key begins, or nil if something else stands before it on its line.
  private static func indentStart(of variable: ConfigVariable, in bytes: [UInt8]) -> Int? {
    var start = variable.keySpan.lowerBound
    while start > 0, bytes[start - 1] == .space || bytes[start - 1] == .tab { start -= 1 }
    return start == 0 || bytes[start - 1] == .lineFeed ? start : nil
  }

  /// Whether the line above is blank, comments above the header left aside.
  private static func isBehindBlankLine(_ offset: Int, in bytes: [UInt8]) -> Bool {
    var lineStart = bytes[..<offset].lastIndex(of: .lineFeed)
    while let end = lineStart {
      lineStart = bytes[..<end].lastIndex(of: .lineFeed)
      let text = bytes[(lineStart.map { $0 + 1 } ?? 0)..<end].drop(while: \.isConfigSpace)
      if text.isEmpty { return true }
      if text.first?.startsComment != true { return false }
    }
    return false
  }
}
