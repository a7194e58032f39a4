/// How elements stand on lines.
struct XmlLayout {
  let document: XmlDocument

  private var source: SourceText { document.source }

  /// The bytes that go with an element: its lines with a comment behind it, or the element alone where it shares them.
  func lines(of element: XmlDocument.Element) -> Range<Int> {
    guard source.isFirstOnLine(element.range.lowerBound) else { return element.range }
    let end = behindComments(element.range.upperBound)
    guard source.byte(end)?.isLineEnd == true else { return element.range }
    return source.lineStart(of: element.range.lowerBound)..<source.behindLineBreak(end)
  }

  /// The offset behind the comments that follow on the same line, and the blanks in front of the line's end.
  func behindComments(_ offset: Int) -> Int {
    var end = source.skippingBlanks(from: offset)
    while source.bytes[end...].starts(with: "<!--".utf8) {
      let line = source.bytes[end..<source.lineBreak(from: end)]
      guard let close = line.indices.first(where: { line[$0...].starts(with: "-->".utf8) }) else { return offset }
      end = source.skippingBlanks(from: close + 3)
    }
    return source.byte(end)?.isLineEnd == true ? end : offset
  }

  /// What a level of indentation adds, as the elements around show it.
  func indent(near index: Int) -> [UInt8] {
    var next: Int? = index
    while let current = next {
      if let found = indent(in: document.elements[current]) { return found }
      next = document.elements[current].parent
    }
    for element in document.elements.prefix(2000) {
      if let found = indent(in: element) { return found }
    }
    return Array("  ".utf8)
  }

  private func indent(in element: XmlDocument.Element) -> [UInt8]? {
    guard let child = element.children.first else { return nil }
    let start = document.elements[child].range.lowerBound
    guard source.isFirstOnLine(start), source.lineStart(of: start) > element.startTag.lowerBound else { return nil }
    let outer = source.indentation(at: element.range.lowerBound)
    let inner = source.indentation(at: start)
    guard inner.count > outer.count, inner.starts(with: outer) else { return nil }
    return Array(inner.dropFirst(outer.count))
  }
}
