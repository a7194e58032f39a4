/// The arguments of a call.
public struct Arguments {
  public var positional: [Value]
  /// In the order in which they were written.
  public var keywords: [(name: Text, value: Value)]

  public init(_ positional: [Value] = [], keywords: [(name: Text, value: Value)] = []) {
    self.positional = positional
    self.keywords = keywords
  }

  var isEmpty: Bool { positional.isEmpty && keywords.isEmpty }

  /// Returns the value of a keyword argument.
  public func keyword(_ name: Text) -> Value? {
    keywords.first { $0.name == name }?.value
  }

  mutating func removeKeyword(_ name: Text) -> Value? {
    guard let index = keywords.firstIndex(where: { $0.name == name }) else { return nil }
    return keywords.remove(at: index).value
  }
}

/// A function's parameters: matches arguments to them as Python does, with Python's messages.
public struct Signature: Sendable {
  let name: String
  /// The type of a method, such as `str.`, for the messages that name it.
  let owner: String
  let parameters: [Text]
  let requiredCount: Int
  /// Parameters in front that Jinja2 or the receiver fills in; they count in messages.
  let hiddenCount: Int
  /// Whether arguments can be given by name.
  let allowsKeywords: Bool

  /// - Parameter parameters: the names, those with a default after the required ones and marked by `=` at their end.
  public init(_ name: String, _ parameters: [String], hidden: Int = 0, allowsKeywords: Bool = true) {
    self.init(name, owner: "", parameters, hidden: hidden, allowsKeywords: allowsKeywords)
  }

  init(_ name: String, owner: String, _ parameters: [String], hidden: Int = 0, allowsKeywords: Bool) {
    self.name = name
    self.owner = owner
    self.parameters = parameters.map { Text($0.hasSuffix("=") ? String($0.dropLast()) : $0) }
    requiredCount = parameters.filter { !$0.hasSuffix("=") }.count
    hiddenCount = hidden
    self.allowsKeywords = allowsKeywords
  }

  /// Returns a value for each parameter, nil for those left out.
  public func bind(_ arguments: Arguments) throws(TemplateError) -> [Value?] {
    guard arguments.positional.count <= parameters.count else {
      throw tooMany(arguments.positional.count)
    }
    var bound = [Value?](repeating: nil, count: parameters.count)
    for (index, value) in arguments.positional.enumerated() { bound[index] = value }
    for (keyword, value) in arguments.keywords {
      guard allowsKeywords else { throw .type("\(name)() takes no keyword arguments") }
      guard let index = parameters.firstIndex(of: keyword) else {
        throw .type("\(name)() got an unexpected keyword argument \(keyword.quoted)")
      }
      guard bound[index] == nil else {
        throw .type("\(name)() got multiple values for argument \(keyword.quoted)")
      }
      bound[index] = value
    }
    let missing = parameters.indices.filter { $0 < requiredCount && bound[$0] == nil }
    guard missing.isEmpty else { throw tooFew(missing) }
    return bound
  }

  private func tooMany(_ count: Int) -> TemplateError {
    let given = count + hiddenCount
    let least = requiredCount + hiddenCount
    let most = parameters.count + hiddenCount
    if !allowsKeywords {
      if most == 0 { return .type("\(owner)\(name)() takes no arguments (\(given) given)") }
      if least == most {
        let plural = most == 1 ? "exactly one argument" : "exactly \(most) arguments"
        return .type("\(owner)\(name)() takes \(plural) (\(given) given)")
      }
      return .type("\(name) expected at most \(most) argument\(most == 1 ? "" : "s"), got \(given)")
    }
    let takes = least == most ? "\(most)" : "from \(least) to \(most)"
    let noun = most == 1 && least == most ? "argument" : "arguments"
    return .type("\(name)() takes \(takes) positional \(noun) but \(given) \(given == 1 ? "was" : "were") given")
  }

  private func tooFew(_ missing: [Int]) -> TemplateError {
    if !allowsKeywords {
      if requiredCount == 1, parameters.count == 1 {
        return .type("\(owner)\(name)() takes exactly one argument (0 given)")
      }
      return .type(
        "\(name) expected at least \(requiredCount) argument\(requiredCount == 1 ? "" : "s"), got "
          + "\(requiredCount - missing.count)")
    }
    let names = missing.map { parameters[$0].quoted }
    let list: String
    switch names.count {
    case 1: list = names[0]
    case 2: list = "\(names[0]) and \(names[1])"
    default: list = names.dropLast().joined(separator: ", ") + ", and " + (names.last ?? "")
    }
    return .type(
      "\(name)() missing \(names.count) required positional argument\(names.count == 1 ? "" : "s"): \(list)")
  }
}
