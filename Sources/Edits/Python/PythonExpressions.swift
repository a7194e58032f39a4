/// Reads expressions of Python into trees: literals, collections and calls; whatever else there is stays an expression.
struct PythonExpressions {
  let module: PythonModule

  /// Returns the tree of the expression that a range of tokens is; parentheses around it aren't part of it.
  func node(_ range: Range<Int>) -> Syntax {
    let whole = module.range(range)
    guard let first = range.first, let last = range.last else { return Syntax(kind: .expression, range: whole) }
    let token = module.tokens[first]
    if Int(token.partner) == last, token.kind == .sign { return bracketed(range) }
    if range.count == 1 {
      switch token.kind {
      case .name: return constant(token)
      case .number: return Syntax(kind: isReal(token) ? .number : .expression, range: whole)
      case .string, .sign, .lineEnd: break
      }
    }
    if range.count == 2, module.tokens[last].kind == .number, isReal(module.tokens[last]),
      module.token(first, is: "-") || module.token(first, is: "+"),
      token.range.upperBound == module.tokens[last].range.lowerBound
    {
      return Syntax(kind: .number, range: whole)
    }
    if module.tokens[range].allSatisfy({ $0.kind == .string }) {
      return Syntax(kind: isText(range) ? .string : .expression, range: whole)
    }
    return call(range) ?? Syntax(kind: .expression, range: whole)
  }

  private func constant(_ token: PythonToken) -> Syntax {
    let kind: Syntax.Kind =
      if token.isSpelled("True", in: module.source) {
        .boolean(true)
      } else if token.isSpelled("False", in: module.source) {
        .boolean(false)
      } else if token.isSpelled("None", in: module.source) {
        .null
      } else {
        .expression
      }
    return Syntax(kind: kind, range: token.range)
  }

  /// Whether a number is neither imaginary nor one of Python 2's long ones.
  private func isReal(_ token: PythonToken) -> Bool {
    let bytes = module.source.bytes[token.range]
    guard let last = bytes.last else { return false }
    return last != UInt8(ascii: "j") && last != UInt8(ascii: "J") && last | 0x20 != UInt8(ascii: "l")
  }

  /// Whether literals beside one another come to a text that can be read.
  private func isText(_ range: Range<Int>) -> Bool {
    range.allSatisfy { index in
      let token = module.tokens[index]
      let literal = PythonLiteral(at: token.range.lowerBound, in: module.source)
      return !literal.isFormatted && !literal.isBytes && literal.text(end: token.range.upperBound) != nil
    }
  }

  /// A list, dict, set or tuple, or an expression in parentheses.
  private func bracketed(_ range: Range<Int>) -> Syntax {
    let whole = module.range(range)
    let inner = (range.lowerBound + 1)..<(range.upperBound - 1)
    let opening = module.source.bytes[whole.lowerBound]
    let pieces = pieces(inner)
    let isTuple = opening == UInt8(ascii: "(")
    if isTuple, pieces.count == 1, pieces[0].comma == nil { return node(inner) }
    let isMapping =
      opening == UInt8(ascii: "{")
      && (pieces.isEmpty || pieces.contains { colon(in: $0.tokens) != nil || isDoubleStar($0.tokens) })
    guard !isComprehension(inner), let group = group(whole, pieces, label: isMapping ? memberLabel : itemLabel) else {
      return Syntax(kind: .expression, range: whole)
    }
    return Syntax(kind: isMapping ? .mapping(group) : .list(group), range: whole)
  }

  private func isComprehension(_ inner: Range<Int>) -> Bool {
    module.topLevel(inner).contains { module.token($0, is: "for") }
  }

  /// A call of a name, such as `env.int("PORT", default=80)`.
  private func call(_ range: Range<Int>) -> Syntax? {
    guard let last = range.last, Int(module.tokens[last].partner) > range.lowerBound, module.token(last, is: ")") else {
      return nil
    }
    let opening = Int(module.tokens[last].partner)
    let callee = range.lowerBound..<opening
    guard !callee.isEmpty, isDottedName(callee) else { return nil }
    let inner = (opening + 1)..<last
    let brackets = module.tokens[opening].range.lowerBound..<module.tokens[last].range.upperBound
    guard !isComprehension(inner), let group = group(brackets, pieces(inner), label: argumentLabel) else { return nil }
    return Syntax(kind: .call(group), range: module.range(range))
  }

  private func isDottedName(_ range: Range<Int>) -> Bool {
    range.enumerated().allSatisfy { position, index in
      position % 2 == 0 ? module.tokens[index].kind == .name : module.token(index, is: ".")
    } && range.count % 2 == 1
  }

  // MARK: Elements

  /// The tokens of an element and the offset of the comma behind it.
  private typealias Piece = (tokens: Range<Int>, comma: Int?)

  /// Splits tokens at the commas that belong to no bracket and no `lambda`.
  private func pieces(_ range: Range<Int>) -> [Piece] {
    var pieces: [Piece] = []
    var start = range.lowerBound
    var lambdas = 0
    for index in module.topLevel(range) {
      if module.token(index, is: "lambda") { lambdas += 1 }
      if lambdas > 0, module.token(index, is: ":") { lambdas -= 1 }
      if lambdas == 0, module.token(index, is: ",") {
        pieces.append((start..<index, module.tokens[index].range.lowerBound))
        start = index + 1
      }
    }
    if start < range.upperBound { pieces.append((start..<range.upperBound, nil)) }
    return pieces
  }

  /// Returns nil for what isn't Python, as two commas in a row.
  private func group(
    _ whole: Range<Int>, _ pieces: [Piece], label: (Range<Int>) -> (Group.Label, value: Range<Int>)
  ) -> Group? {
    var items: [Group.Item] = []
    for piece in pieces {
      let (label, value) = label(piece.tokens)
      guard !value.isEmpty else { return nil }
      items.append(
        Group.Item(label: label, value: node(value), range: module.range(piece.tokens), comma: piece.comma))
    }
    return Group(opening: whole.lowerBound + 1, closing: whole.upperBound - 1, items: items)
  }

  private func itemLabel(_ piece: Range<Int>) -> (Group.Label, value: Range<Int>) {
    guard let first = piece.first, module.token(first, is: "*") || module.token(first, is: "**") else {
      return (.none, piece)
    }
    return (.spread(module.tokens[first].range), piece.dropFirst(1))
  }

  private func argumentLabel(_ piece: Range<Int>) -> (Group.Label, value: Range<Int>) {
    guard piece.count > 2, module.tokens[piece.lowerBound].kind == .name, module.token(piece.lowerBound + 1, is: "=")
    else { return itemLabel(piece) }
    return (.key(module.tokens[piece.lowerBound].range), piece.dropFirst(2))
  }

  private func memberLabel(_ piece: Range<Int>) -> (Group.Label, value: Range<Int>) {
    guard let colon = colon(in: piece) else { return itemLabel(piece) }
    let key = node(piece.lowerBound..<colon)
    let value = (colon + 1)..<piece.upperBound
    switch key.kind {
    case .string, .number, .boolean, .null: return (.key(key.range), value)
    case .expression, .list, .mapping, .call: return (.unknown(module.range(piece.lowerBound..<colon)), value)
    }
  }

  private func colon(in piece: Range<Int>) -> Int? {
    var lambdas = 0
    for index in module.topLevel(piece) {
      if module.token(index, is: "lambda") { lambdas += 1 }
      if module.token(index, is: ":") {
        if lambdas == 0 { return index }
        lambdas -= 1
      }
    }
    return nil
  }

  private func isDoubleStar(_ piece: Range<Int>) -> Bool {
    piece.first.map { module.token($0, is: "**") } ?? false
  }
}
