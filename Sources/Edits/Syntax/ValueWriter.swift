/// Writes values in the style of a file.
struct ValueWriter<Language: Dialect> {
  let dialect: Language
  let source: SourceText
  let style: GroupStyle

  /// Returns a value's text; `indentation` is that of the line that it starts on.
  func text(
    of value: EditValue, replacing old: Syntax? = nil, indentation: [UInt8]
  ) throws(EditRefusal) -> [UInt8] {
    var elements: [(key: String?, value: EditValue)] = []
    switch value {
    case .array(let items): elements = items.map { (nil, $0) }
    case .object(let members): elements = members.map { ($0.key, $0.value) }
    case .null, .boolean, .number, .string, .code:
      return try dialect.spelling(of: value, replacing: old, style: style, in: source)
    }
    if case .object = value, style.isMultiline, dialect.keepsMappingsOnOneLine {
      var line = style
      line.isMultiline = false
      return try ValueWriter(dialect: dialect, source: source, style: line).text(of: value, indentation: indentation)
    }
    let (opening, closing) = dialect.brackets(of: value, replacing: old, in: source)
    guard !elements.isEmpty else { return [opening, closing] }
    let inner = indentation + style.indent
    var written: [[UInt8]] = []
    for element in elements {
      written.append(
        try entry(element.key, element.value, isArgument: false, indentation: style.isMultiline ? inner : indentation))
    }
    let isTuple = opening == UInt8(ascii: "(")
    if style.isMultiline {
      var text = [opening]
      for (index, entry) in written.enumerated() {
        let hasComma = index < written.count - 1 || style.endsLinesWithComma || (isTuple && written.count == 1)
        text += style.lineEnd + inner + entry + (hasComma ? [UInt8(ascii: ",")] : [])
      }
      return text + style.lineEnd + indentation + [closing]
    }
    let padding = opening == UInt8(ascii: "{") ? style.bracePadding : style.bracketPadding
    let line = Array(written.joined(separator: [UInt8(ascii: ",")] + style.itemSeparator))
    let end = isTuple && written.count == 1 ? [UInt8(ascii: ",")] : []
    return [opening] + (isTuple ? [] : padding) + line + end + (isTuple ? [] : padding) + [closing]
  }

  /// Returns an element's text: the value, behind its key where it has one.
  func entry(
    _ key: String?, _ value: EditValue, isArgument: Bool, indentation: [UInt8]
  ) throws(EditRefusal) -> [UInt8] {
    let text = try text(of: value, indentation: indentation)
    guard let key else { return text }
    let name = try dialect.spelling(ofKey: key, replacing: nil, style: style, isArgument: isArgument, in: source)
    return name + (isArgument ? [UInt8(ascii: "=")] : style.pairSeparator) + text
  }
}
