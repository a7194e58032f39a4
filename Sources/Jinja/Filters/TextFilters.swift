extension Filters {
  private static func transform(_ name: String, _ change: @escaping @Sendable (Text) -> Text) -> FilterFunction {
    make(name) { (value, _, _) throws(TemplateError) in .string(change(try value.softText())) }
  }

  static let text: [Text: FilterFunction] = [
    "upper": transform("do_upper") { $0.uppercased },
    "lower": transform("do_lower") { $0.lowercased },
    "capitalize": transform("do_capitalize") { $0.capitalized },
    "title": transform("do_title", title),
    "string": make("soft_str") { (value, _, _) throws(TemplateError) in .string(try value.softText()) },
    "trim": make("do_trim", ["chars="]) { (value, bound, _) throws(TemplateError) in
      let text = try value.softText()
      switch bound.value(0) {
      case .none: return text.stripped(.both)
      case .string(let characters): return text.stripped(.both, of: characters)
      default: throw .type("strip arg must be None or str")
      }
    },
    "center": make("do_center", ["width="]) { (value, bound, call) throws(TemplateError) in
      try value.softText().centered(width: try bound.int(0, default: 80), fill: " ", in: call)
    },
    "replace": make("do_replace", ["old", "new", "count="], hidden: 2, replace),
    "format": { (value, arguments, call) throws(TemplateError) in
      guard arguments.positional.isEmpty || arguments.keywords.isEmpty else {
        throw .argument("can't handle positional and keyword arguments at the same time")
      }
      let format = try value.softText()
      guard !arguments.keywords.isEmpty else {
        return .string(try PercentFormat.apply(format, to: .tuple(TupleValue(arguments.positional)), in: call))
      }
      let dict = DictValue()
      for (name, value) in arguments.keywords { dict.set(name, value) }
      return .string(try PercentFormat.apply(format, to: .dict(dict), in: call))
    },
    "indent": make("do_indent", ["width=", "first=", "blank="], indent),
    "truncate": make("do_truncate", ["length=", "killwords=", "end=", "leeway="], hidden: 2, truncate),
    "wordcount": make("do_wordcount") { (value, _, _) throws(TemplateError) in
      var count = 0
      var isInWord = false
      for scalar in try value.softText().scalars {
        let isWord = CodePoint.isWord(scalar)
        if isWord, !isInWord { count += 1 }
        isInWord = isWord
      }
      return .int(count)
    },
    "wordwrap": make(
      "do_wordwrap", ["width=", "break_long_words=", "wrapstring=", "break_on_hyphens="], hidden: 2, wordwrap),
    "pprint": make("do_pprint") { (value, _, _) throws(TemplateError) in
      .string(Text(bytes: try PrettyPrinter.format(value)))
    },
    "filesizeformat": make("do_filesizeformat", ["binary="]) { (value, bound, _) throws(TemplateError) in
      let byteCount = try float(value)
      if byteCount == -.infinity { throw .overflow("cannot convert float infinity to integer") }
      return Value(fileSize(byteCount, isBinary: try bound.bool(0)))
    },
  ]

  /// Every word, as Jinja2 tells words apart, starts with a capital; the rest is lower case.
  @Sendable private static func title(_ text: Text) -> Text {
    var result: [UInt32] = []
    var word: [UInt32] = []
    func flush() {
      guard let first = word.first else { return }
      result += CodePoint.upper(first)
      result += Text(scalars: word.dropFirst()).lowercased.scalars
      word = []
    }
    for scalar in text.scalars {
      if CodePoint.isSpace(scalar) || [0x2D, 0x28, 0x7B, 0x5B, 0x3C].contains(scalar) {
        flush()
        result.append(scalar)
      } else {
        word.append(scalar)
      }
    }
    flush()
    // The original joins its parts to a plain string.
    return Text(scalars: result)
  }

  private static let replace: Body = { (value, bound, call) throws(TemplateError) in
    var count = -1
    if let limit = bound[2], !limit.isNone { count = try limit.requireIndex() }
    guard call.isEscaping else {
      let text = try value.str().marked(safe: false)
      return try Methods.replaced(text, try bound.value(0).str(), try bound.value(1).str(), count: count, in: call)
    }
    let (old, new) = (bound.value(0), bound.value(1))
    let escapes = old.hasHTML || (new.hasHTML && !value.hasHTML)
    let text = escapes ? try HTML.escape(value) : try value.softText()
    return try Methods.replaced(text, try old.softText(), text.absorbing(try new.softText()), count: count, in: call)
  }

  private static let indent: Body = { (value, bound, call) throws(TemplateError) in
    let indention: Text
    if case .string(let text)? = bound[0] {
      indention = text
    } else {
      let width = try bound.int(0, default: 4)
      try call.renderer.check(size: max(0, width))
      indention = Text(String(repeating: " ", count: max(0, width)))
    }
    switch value {
    case .string, .undefined, .tuple: break
    case .list: throw .attribute("'list' object has no attribute 'splitlines'")
    default: throw .type("unsupported operand type(s) for +=: '\(value.typeName)' and 'str'")
    }
    guard case .string(let text) = try value.apply(.add, "\n", in: call) else { return value }
    let safeIndention =
      text.isSafe && value.hasHTML ? indention.marked(safe: true).bytes : text.absorbing(indention).bytes
    var output: [UInt8] = try bound.bool(1) ? safeIndention : []
    let indentsBlank = try bound.bool(2)
    let lines = TextSearch.lines(of: text, keepsEnds: false)
    try call.renderer.check(size: safeIndention.count, times: lines.count)
    for (index, line) in lines.enumerated() {
      if index > 0 {
        output.append(0x0A)
        if indentsBlank || !line.isEmpty { output += safeIndention }
      }
      output += line
    }
    return text.with(output)
  }

  private static let truncate: Body = { (value, bound, call) throws(TemplateError) in
    let length = try bound.int(0, default: 255)
    let ending: Value = bound[2] ?? "..."
    let endingLength = try ending.length()
    var leeway = 5
    if let given = bound[3], !given.isNone { leeway = try given.requireIndex() }
    guard length >= endingLength else {
      throw TemplateError(.assertion, "expected length >= \(endingLength), got \(length)")
    }
    guard leeway >= 0 else { throw TemplateError(.assertion, "expected leeway >= 0, got \(leeway)") }
    let count = try value.length()
    let (longest, overflows) = length.addingReportingOverflow(leeway)
    if overflows || count <= longest { return value }
    guard case .string(let text) = value else {
      return try value.sliced(Slice(start: .none, stop: .int(length - endingLength), step: .none))
        .apply(.add, ending, in: call)
    }
    let cut = text.slice(0..<length - endingLength)
    if try bound.bool(1) { return try Value.string(cut).apply(.add, ending, in: call) }
    let space = TextSearch.findLast([0x20], in: cut.bytes[...]) ?? cut.bytes.count
    return try cut.with(cut.bytes[..<space]).apply(.add, ending, in: call)
  }

  private static let wordwrap: Body = { (value, bound, call) throws(TemplateError) in
    guard case .string(let text) = value else {
      if case .undefined(let undefined) = value { throw undefined.failure }
      throw .attribute("'\(value.typeName)' object has no attribute 'splitlines'")
    }
    let wrapper = TextWrapper(
      width: try bound.int(0, default: 79), breaksLongWords: bound[1] == nil ? true : try bound.bool(1),
      breaksOnHyphens: bound[3] == nil ? true : try bound.bool(3))
    let separator: [UInt8]
    switch bound.value(2) {
    case .none: separator = Array(call.environment.settings.newlineSequence.utf8)
    case .string(let given): separator = given.bytes
    default: throw .attribute("'\(bound.value(2).typeName)' object has no attribute 'join'")
    }
    var lines: [[UInt8]] = []
    for line in TextSearch.lines(of: text, keepsEnds: false) {
      let wrapped = try wrapper.wrap(Text(line))
      try call.renderer.check(size: separator.count, times: wrapped.count)
      lines.append(Array(wrapped.joined(separator: separator)))
      try call.renderer.step()
    }
    return .string(Text(bytes: Array(lines.joined(separator: separator))))
  }

  static func fileSize(_ byteCount: Double, isBinary: Bool) -> String {
    let base: Double = isBinary ? 1024 : 1000
    if byteCount == 1 { return "1 Byte" }
    if byteCount < base {
      return "\(String(decoding: BigInteger(truncating: byteCount).digits(base: 10), as: UTF8.self)) Bytes"
        .prefixed(with: byteCount <= -1 ? "-" : "")
    }
    let prefixes = ["k", "M", "G", "T", "P", "E", "Z", "Y"].map { isBinary ? $0.uppercased() + "iB" : $0 + "B" }
    var unit = base
    for (index, prefix) in prefixes.enumerated() {
      unit *= base
      // 10 to the power of 24 is a bit more than the float that is nearest to it.
      if byteCount < unit || (unit == 1e24 && byteCount == unit) || index == prefixes.count - 1 {
        return FloatText.fixed(base * byteCount / unit, places: 1) + " " + prefix
      }
    }
    return ""
  }
}

extension String {
  fileprivate func prefixed(with prefix: String) -> String { prefix + self }
}
