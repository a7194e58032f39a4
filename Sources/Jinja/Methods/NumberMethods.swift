extension Methods {
  static let int: [Text: Method] = [
    "bit_length": Method(Signature("bit_length", [])) { (value, _, _) in
      .int(Number(value)?.bigInteger?.bitWidth ?? 0)
    },
    "conjugate": Method(Signature("conjugate", [])) { (value, _, _) throws(TemplateError) in try value.plus() },
    "as_integer_ratio": Method(Signature("as_integer_ratio", [])) { (value, _, _) throws(TemplateError) in
      .tuple(TupleValue([try value.plus(), .int(1)]))
    },
  ]

  static let float: [Text: Method] = [
    "is_integer": Method(Signature("is_integer", [])) { (value, _, _) in
      guard case .float(let float) = value else { return .none }
      return .bool(float.isFinite && float == float.rounded(.towardZero))
    },
    "conjugate": Method(Signature("conjugate", [])) { (value, _, _) in value },
    "as_integer_ratio": Method(Signature("as_integer_ratio", [])) { (value, _, _) throws(TemplateError) in
      guard case .float(let float) = value else { return .none }
      guard float.isFinite else {
        throw float.isNaN
          ? .value("cannot convert NaN to integer ratio") : .overflow("cannot convert Infinity to integer ratio")
      }
      var numerator = float
      var shift = 0
      while numerator != numerator.rounded() {
        numerator *= 2
        shift += 1
      }
      return .tuple(
        TupleValue([Value(BigInteger(truncating: numerator)), Value(BigInteger(1).shiftedLeft(by: shift))]))
    },
  ]

  static let range: [Text: Method] = [
    "index": Method(Signature("index", ["value"], allowsKeywords: false)) { (value, bound, _) throws(TemplateError) in
      guard case .range(let range) = value, let item = bound.value(0).index, let index = range.index(of: item) else {
        throw .value("\(try bound.value(0).repr()) is not in range")
      }
      return .int(index)
    },
    "count": Method(Signature("count", ["value"], allowsKeywords: false)) { (value, bound, _) throws(TemplateError) in
      .int(try value.contains(bound.value(0)) ? 1 : 0)
    },
  ]

  static let cycler: [Text: Method] = [
    "next": Method(Signature("next", [])) { (value, _, _) in
      guard case .cycler(let cycler) = value else { return .none }
      defer { cycler.position = (cycler.position + 1) % cycler.items.count }
      return cycler.items[cycler.position]
    },
    "reset": Method(Signature("reset", [])) { (value, _, _) in
      guard case .cycler(let cycler) = value else { return .none }
      cycler.position = 0
      return .none
    },
  ]

  static let loop: [Text: Method] = [
    "cycle": Method { (value, arguments, _) throws(TemplateError) in
      guard case .loop(let loop) = value else { return .none }
      guard !arguments.positional.isEmpty else { throw .type("no items for cycling given") }
      return arguments.positional[loop.index0 % arguments.positional.count]
    },
    "changed": Method { (value, arguments, _) throws(TemplateError) in
      guard case .loop(let loop) = value else { return .none }
      return .bool(try loop.changed(arguments.positional))
    },
  ]
}
