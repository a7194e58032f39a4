extension Text {
  enum Side { case left, right, both }

  /// `str.strip`, `lstrip` and `rstrip`; nil characters strip white space.
  func stripped(_ side: Side, of characters: Text? = nil) -> Value {
    guard let characters else {
      var rest = bytes[...]
      if side != .right { rest = TextSearch.droppingLeadingSpace(rest) }
      if side != .left { rest = TextSearch.droppingTrailingSpace(rest) }
      return with(rest)
    }
    let set = Set(characters.scalars)
    var rest = scalars[...]
    if side != .right { rest = rest.drop { set.contains($0) } }
    if side != .left { while let last = rest.last, set.contains(last) { rest.removeLast() } }
    return with(scalars: rest)
  }

  /// Pads with `fill` on both sides.
  func padded(left: Int, right: Int, fill: Text, in call: CallContext) throws(TemplateError) -> Value {
    guard left > 0 || right > 0 else { return .string(self) }
    try call.renderer.check(size: fill.bytes.count, times: max(0, left))
    try call.renderer.check(size: fill.bytes.count, times: max(0, right))
    let before = repeatElement(fill.bytes, count: max(0, left)).joined()
    let after = repeatElement(fill.bytes, count: max(0, right)).joined()
    return with(Array(before) + bytes + after)
  }

  /// `str.center`.
  func centered(width: Int, fill: Text, in call: CallContext) throws(TemplateError) -> Value {
    let (margin, overflows) = width.subtractingReportingOverflow(count)
    guard margin > 0, !overflows else { return .string(self) }
    let left = margin / 2 + (margin & width & 1)
    return try padded(left: left, right: margin - left, fill: fill, in: call)
  }
}

extension Methods {
  static let textShape = Dictionary(
    uniqueKeysWithValues: [
      stripper("strip", .both), stripper("lstrip", .left), stripper("rstrip", .right),
      padder("center") { (text, width, fill, call) throws(TemplateError) in
        try text.centered(width: width, fill: fill, in: call)
      },
      padder("ljust") { (text, width, fill, call) throws(TemplateError) in
        try text.padded(left: 0, right: max(0, width) - text.count, fill: fill, in: call)
      },
      padder("rjust") { (text, width, fill, call) throws(TemplateError) in
        try text.padded(left: max(0, width) - text.count, right: 0, fill: fill, in: call)
      },
      onText("zfill", ["width"]) { (text, bound, call) throws(TemplateError) in
        let width = try bound.int(0, default: 0)
        let hasSign = text.bytes.first.map { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") } ?? false
        let digits = Text(text.bytes.dropFirst(hasSign ? 1 : 0))
        guard
          case .string(let zeros) = try digits.padded(
            left: max(0, width) - text.count, right: 0, fill: "0", in: call)
        else { return .string(text) }
        return text.with(text.bytes.prefix(hasSign ? 1 : 0) + zeros.bytes)
      },
      onText("expandtabs", ["tabsize="], allowsKeywords: true) { (text, bound, call) throws(TemplateError) in
        let size = try bound.int(0, default: 8)
        var result: [UInt32] = []
        var column = 0
        for scalar in text.scalars {
          if scalar == 0x09 {
            let width = size > 0 ? size - column % size : 0
            try call.renderer.check(size: width, charges: false)
            try call.renderer.check(size: result.count + width)
            result += Array(repeating: 0x20, count: width)
            column += width
          } else {
            result.append(scalar)
            column = scalar == 0x0A || scalar == 0x0D ? 0 : column + 1
          }
        }
        return text.with(scalars: result)
      },
      onText("join", ["iterable"]) { (text, bound, call) throws(TemplateError) in
        guard bound.value(0).isIterable else { throw .type("can only join an iterable") }
        return try joined(text, try bound.value(0).items(in: call), in: call)
      },
    ])

  private static func joined(
    _ separator: Text, _ items: [Value], in call: CallContext
  ) throws(TemplateError) -> Value {
    var bytes: [UInt8] = []
    for (index, item) in items.enumerated() {
      if index > 0 { bytes += separator.bytes }
      if separator.isSafe {
        bytes += try HTML.escape(item).bytes
      } else {
        guard case .string(let text) = item else {
          throw .type("sequence item \(index): expected str instance, \(item.typeName) found")
        }
        bytes += text.bytes
      }
      try call.renderer.check(size: bytes.count, charges: false)
    }
    try call.renderer.check(size: bytes.count)
    return separator.with(bytes)
  }

  private static func stripper(_ name: String, _ side: Text.Side) -> (Text, Method) {
    onText(name, ["chars="]) { (text, bound, _) throws(TemplateError) in
      switch bound.value(0) {
      case .none: return text.stripped(side)
      case .string(let characters): return text.stripped(side, of: characters)
      default: throw .type("\(name) arg must be None or str")
      }
    }
  }

  private static func padder(
    _ name: String, _ body: @escaping @Sendable (Text, Int, Text, CallContext) throws(TemplateError) -> Value
  ) -> (Text, Method) {
    onText(name, ["width", "fillchar="]) { (text, bound, call) throws(TemplateError) in
      var fill: Text = " "
      if let argument = bound[1] {
        guard case .string(let character) = argument else {
          throw .type("The fill character must be a unicode character, not \(argument.typeName)")
        }
        fill = text.absorbing(character)
      }
      guard fill.count == 1 else { throw .type("The fill character must be exactly one character long") }
      return try body(text, try bound.int(0, default: 0), fill, call)
    }
  }
}
