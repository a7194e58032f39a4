/// Spells values that may be collections.
struct YamlValueWriter {
  let habits: YamlHabits
  let isInFlow: Bool
  /// The style of the strings and keys beside the value, double-quoted in flow collections that are written as JSON.
  let stringStyle: YamlNode.Style
  let keyStyle: YamlNode.Style
  /// What follows the value, where it is written in lines.
  var surroundings = YamlSurroundings.free

  var scalars: YamlScalarWriter { YamlScalarWriter(quote: habits.quote, isInFlow: isInFlow) }

  /// Returns the value on one line, collections in brackets.
  func flow(_ value: EditValue) throws(EditRefusal) -> [UInt8] {
    let writer = YamlValueWriter(habits: habits, isInFlow: true, stringStyle: stringStyle, keyStyle: keyStyle)
    switch value {
    case .array(let items) where !items.isEmpty:
      var texts: [[UInt8]] = []
      for item in items { texts.append(try writer.flow(item)) }
      return Array("[".utf8) + texts.joined(separator: ", ".utf8) + "]".utf8
    case .object(let members) where !members.isEmpty:
      try checkKeys(members)
      var texts: [[UInt8]] = []
      for member in members {
        texts.append(try writer.scalars.key(member.key, like: keyStyle) + ": ".utf8 + writer.flow(member.value))
      }
      return Array("{".utf8) + texts.joined(separator: ", ".utf8) + "}".utf8
    default:
      // A line of its own has no flow indicators to keep clear of.
      return try scalars.text(of: value, like: stringStyle)
    }
  }

  /// Returns the lines of a collection in `column`, the first without its indentation.
  func lines(of value: EditValue, column: Int) throws(EditRefusal) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    switch value {
    case .object(let members):
      try checkKeys(members)
      for member in members { lines += try entry(member.key, member.value, column: column) }
    case .array(let items):
      for item in items { lines += try self.item(item, column: column) }
    default: lines = [try scalars.text(of: value, like: stringStyle)]
    }
    let indentation = [UInt8](repeating: YamlByte.space, count: column)
    if let first = lines.first { lines[0] = Array(first.dropFirst(first.starts(with: indentation) ? column : 0)) }
    return lines
  }

  /// Returns the lines of a key and its value in `column`, all with their indentation.
  func entry(_ key: String, _ value: EditValue, column: Int) throws(EditRefusal) -> [[UInt8]] {
    let head =
      [UInt8](repeating: YamlByte.space, count: column) + (try scalars.key(key, like: keyStyle)) + [YamlByte.colon]
    if value.isWrittenInLines {
      let isList = if case .array = value { true } else { false }
      let inner = column + (isList ? habits.listOffset : habits.step)
      return [head] + indented(try lines(of: value, column: inner), column: inner)
    }
    return try scalarLines(head + [YamlByte.space], value, column: column + habits.step, parent: column)
  }

  /// Returns the lines of a list's item whose dash is in `column`, all with their indentation.
  ///
  /// `gap` is how far behind the dash the item begins.
  func item(_ value: EditValue, column: Int, gap: Int = 2) throws(EditRefusal) -> [[UInt8]] {
    let head =
      [UInt8](repeating: YamlByte.space, count: column) + [YamlByte.dash]
      + [UInt8](repeating: YamlByte.space, count: gap - 1)
    guard value.isWrittenInLines else { return try scalarLines(head, value, column: column + gap, parent: column) }
    var lines = try lines(of: value, column: column + gap)
    lines[0] = head + lines[0]
    return lines
  }

  /// Returns a scalar behind what is on its line already; text of several lines as a literal.
  private func scalarLines(
    _ head: [UInt8], _ value: EditValue, column: Int, parent: Int
  ) throws(EditRefusal) -> [[UInt8]] {
    if case .string(let text) = value, text.utf8.contains(YamlByte.lineFeed), surroundings.allowsLiteral(text),
      !stringStyle.isQuoted,
      let block = scalars.block(Array(text.utf8), style: .literal, column: column, parent: parent)
    {
      return [head + block.header] + block.lines
    }
    return [head + (try scalars.text(of: value, like: stringStyle))]
  }

  private func indented(_ lines: [[UInt8]], column: Int) -> [[UInt8]] {
    guard let first = lines.first else { return lines }
    return [[UInt8](repeating: YamlByte.space, count: column) + first] + lines.dropFirst()
  }

  private func checkKeys(_ members: [EditValue.Member]) throws(EditRefusal) {
    var names = Set<[UInt8]>()
    for member in members where !names.insert(Array(member.key.utf8)).inserted {
      throw EditRefusal(.type, "the value has the key \(member.key) twice")
    }
  }
}

extension EditValue {
  /// Whether the value is a collection with something in it, which has lines of its own in block style.
  var isWrittenInLines: Bool {
    switch self {
    case .array(let items): !items.isEmpty
    case .object(let members): !members.isEmpty
    case .null, .boolean, .number, .string, .code: false
    }
  }
}
