/// Python's `pprint.pformat` with a width of 80.
struct PrettyPrinter {
  private static let width = 80
  private var output: [UInt8] = []

  static func format(_ value: Value) throws(TemplateError) -> [UInt8] {
    var printer = PrettyPrinter()
    try printer.write(value, indent: 0, allowance: 0, level: 1)
    return printer.output
  }

  /// - Parameter allowance: how many columns brackets and commas after the value take.
  private mutating func write(_ value: Value, indent: Int, allowance: Int, level: Int) throws(TemplateError) {
    guard level < 100 else { throw .tooDeep }
    let repr = Array(try PrettyPrinter.sortedRepr(value, depth: 0).utf8)
    let room = PrettyPrinter.width - indent - allowance
    guard codePointCount(of: repr[...]) > room else {
      output += repr
      return
    }
    switch value {
    case .dict(let dict) where dict.isOrderedDict && dict.count > 0:
      output.append("OrderedDict(")
      let items = Value.list(ListValue(DictView(dict, .items).items))
      try write(items, indent: indent + "OrderedDict(".utf8.count, allowance: allowance + 1, level: level)
      output.append(")")
    case .dict(let dict) where dict.count > 0: try write(dict, indent, allowance, level)
    case .list(let list):
      try write(list.items, "[", "]", indent: indent, allowance: allowance, level: level)
    case .tuple(let tuple):
      let end = tuple.items.count == 1 ? ",)" : ")"
      try write(tuple.items, "(", end, indent: indent, allowance: allowance, level: level)
    case .string(let text) where !text.isSafe: try write(text, indent, allowance, level)
    default: output += repr
    }
  }

  private mutating func write(
    _ items: [Value], _ start: String, _ end: String, indent: Int, allowance: Int, level: Int
  ) throws(TemplateError) {
    output.append(start)
    let inner = indent + 1
    for (index, item) in items.enumerated() {
      let isLast = index == items.count - 1
      if index > 0 { try newLine(inner) }
      try write(item, indent: inner, allowance: isLast ? allowance + end.utf8.count : 1, level: level + 1)
      if !isLast { output.append(",") }
    }
    output.append(end)
  }

  private mutating func write(_ dict: DictValue, _ indent: Int, _ allowance: Int, _ level: Int) throws(TemplateError) {
    output.append("{")
    let members = try PrettyPrinter.sortedMembers(dict)
    for (index, member) in members.enumerated() {
      if index > 0 { try newLine(indent + 1) }
      let key = Array(try PrettyPrinter.sortedRepr(member.key, depth: 0).utf8)
      output += key
      output.append(": ")
      let isLast = index == members.count - 1
      let inner = indent + 1 + codePointCount(of: key[...]) + 2
      try write(member.value, indent: inner, allowance: isLast ? allowance + 1 : 1, level: level + 1)
      if !isLast { output.append(",") }
    }
    output.append("}")
  }

  private mutating func newLine(_ indent: Int) throws(TemplateError) {
    try WorkMeter.forWalk().check(size: output.count + indent)
    output.append(0x0A)
    output += Array(repeating: 0x20, count: indent)
  }

  /// A long string is written as several in parentheses, split after white space.
  private mutating func write(_ text: Text, _ indent: Int, _ allowance: Int, _ level: Int) throws(TemplateError) {
    var (indent, allowance) = (indent, allowance)
    if level == 1 {
      indent += 1
      allowance += 1
    }
    var chunks: [String] = []
    let lines = TextSearch.lines(of: text, keepsEnds: true)
    for (index, line) in lines.enumerated() {
      chunks += PrettyPrinter.chunks(
        of: Text(line), width: PrettyPrinter.width - indent, lastWidth: PrettyPrinter.width - indent - allowance,
        isLast: index == lines.count - 1)
    }
    guard chunks.count > 1 else {
      output.append(chunks.first ?? text.quoted)
      return
    }
    if level == 1 { output.append("(") }
    for (index, chunk) in chunks.enumerated() {
      if index > 0 { try newLine(indent) }
      output.append(chunk)
    }
    if level == 1 { output.append(")") }
  }

  private static func chunks(of line: Text, width: Int, lastWidth: Int, isLast: Bool) -> [String] {
    let whole = line.quoted
    if whole.unicodeScalars.count <= (isLast ? lastWidth : width) { return [whole] }
    let parts = words(line)
    var chunks: [String] = []
    var current = Text.empty
    for (index, part) in parts.enumerated() {
      let candidate = current + part
      let room = isLast && index == parts.count - 1 ? lastWidth : width
      if candidate.quoted.unicodeScalars.count > room {
        if !current.isEmpty { chunks.append(current.quoted) }
        current = part
      } else {
        current = candidate
      }
    }
    return current.isEmpty ? chunks : chunks + [current.quoted]
  }

  /// Words, each with the white space after it.
  private static func words(_ text: Text) -> [Text] {
    var words: [Text] = []
    var word: [UInt32] = []
    for scalar in text.scalars {
      if let last = word.last, CodePoint.isSpace(last), !CodePoint.isSpace(scalar) {
        words.append(Text(scalars: word))
        word = []
      }
      word.append(scalar)
    }
    return word.isEmpty ? words : words + [Text(scalars: word)]
  }

  /// Members sorted by key; keys that can't be compared are sorted by type.
  private static func sortedMembers(_ dict: DictValue) throws(TemplateError) -> [(key: Value, value: Value)] {
    try sorted(dict.members) { (left, right) throws(TemplateError) in
      if let isLess = try? left.key.isLess(than: right.key) { return isLess }
      return left.key.typeName < right.key.typeName
    }
  }

  /// `repr` with the members of dictionaries sorted.
  private static func sortedRepr(_ value: Value, depth: Int) throws(TemplateError) -> String {
    guard depth < 100 else { throw .tooDeep }
    switch value {
    case .dict(let dict) where !dict.isOrderedDict:
      var parts: [String] = []
      var size = 0
      for member in try sortedMembers(dict) {
        let part =
          "\(try sortedRepr(member.key, depth: depth + 1)): \(try sortedRepr(member.value, depth: depth + 1))"
        try count(part, &size)
        parts.append(part)
      }
      return "{\(parts.joined(separator: ", "))}"
    case .list(let list): return "[\(try joinedReprs(list.items, depth))]"
    case .tuple(let tuple):
      return "(\(try joinedReprs(tuple.items, depth))\(tuple.items.count == 1 ? "," : ""))"
    default: return try value.repr()
    }
  }

  private static func joinedReprs(_ items: [Value], _ depth: Int) throws(TemplateError) -> String {
    var parts: [String] = []
    var size = 0
    for item in items {
      let part = try sortedRepr(item, depth: depth + 1)
      try count(part, &size)
      parts.append(part)
    }
    return parts.joined(separator: ", ")
  }

  /// Counts a part of a text as work, and against the size that a text may have.
  private static func count(_ part: String, _ size: inout Int) throws(TemplateError) {
    let meter = WorkMeter.forWalk()
    size += part.utf8.count + 2
    try meter.check(size: size)
    try meter.steps(1 + part.utf8.count >> 6)
  }
}
