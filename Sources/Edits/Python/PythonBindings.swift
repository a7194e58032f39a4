/// Finds the statements of a module that bind a name, and those in its functions and classes that change its value.
struct PythonBindings {
  let module: PythonModule
  let name: [UInt8]
  private(set) var all: [PythonBinding] = []
  /// Whether the module has `from … import *`, which may bind any name.
  private(set) var hasStarImport = false
  /// What the statements of functions and classes bind.
  private var local: [PythonBinding] = []

  init(of name: String, in module: PythonModule) {
    self.module = module
    self.name = Array(name.utf8)
    for index in module.statements.indices { read(index) }
    // A name that the module doesn't bind is something else in its functions.
    if !all.isEmpty || hasStarImport { all = (all + changes(by: local)).sorted { $0.statement < $1.statement } }
  }

  private mutating func read(_ index: Int) {
    let statement = module.statements[index]
    let tokens = statement.tokens
    let first = tokens.lowerBound
    if !statement.isLocal, module.token(first, is: "from"), let last = tokens.last, module.token(last, is: "*") {
      hasStarImport = true
    }
    guard let mention = tokens.first(where: { module.token($0, isName: name) }) else { return }
    if statement.isLocal, module.token(first, is: "global") {
      all.append(
        PythonBinding(
          subscripts: [], effect: .other("a function's global"), statement: index, offset: module.offset(of: mention)))
      return
    }
    readWalrus(tokens, index)
    for token in tokens where module.token(token, isName: name) && !module.token(max(token, 1) - 1, is: ".") {
      readMutation(token..<tokens.upperBound, index)
    }
    if statement.isHeader {
      readHeader(tokens, index)
    } else if module.token(first, is: "import") || module.token(first, is: "from") {
      readImport(tokens, index)
    } else if module.token(first, is: "del") {
      for target in split(tokens.dropFirst(1), at: ",") { readTarget(target, .other("del"), index) }
    } else {
      readAssignment(tokens, index)
    }
  }

  private mutating func add(
    _ subscripts: [PythonBinding.Subscript], _ effect: PythonBinding.Effect, _ statement: Int, at token: Int
  ) {
    let binding = PythonBinding(
      subscripts: subscripts, effect: effect, statement: statement, offset: module.offset(of: token))
    if module.statements[statement].isLocal { local.append(binding) } else { all.append(binding) }
  }

  private mutating func readWalrus(_ tokens: Range<Int>, _ index: Int) {
    for token in tokens.dropLast(1) where module.token(token, isName: name) && module.token(token + 1, is: ":=") {
      add([], .other(":="), index, at: token)
    }
  }

  private mutating func readHeader(_ tokens: Range<Int>, _ index: Int) {
    let first = tokens.lowerBound
    if module.token(first, is: "def") || module.token(first, is: "class") || module.token(first, is: "async") {
      let named = first + (module.token(first, is: "async") ? 2 : 1)
      if tokens.contains(named), module.token(named, isName: name) { add([], .other("def or class"), index, at: named) }
    }
    let isLoop = module.token(first + (module.token(first, is: "async") ? 1 : 0), is: "for")
    let end = tokens.first { module.token($0, is: "in") } ?? tokens.upperBound
    for token in tokens where module.token(token, isName: name) {
      let isPart = module.token(token + 1, is: ".") || module.token(token + 1, is: "[")
      if isLoop, token < end, !isPart { add([], .other("for"), index, at: token) }
      if token > first, module.token(token - 1, is: "as") { add([], .other("as"), index, at: token) }
    }
  }

  private mutating func readImport(_ tokens: Range<Int>, _ index: Int) {
    let start = tokens.first { module.token($0, is: "import") } ?? tokens.lowerBound
    for token in tokens where token > start && module.token(token, isName: name) {
      let isRenamed = token + 1 < tokens.upperBound && module.token(token + 1, is: "as")
      if !isRenamed, !module.token(token - 1, is: ".") { add([], .other("import"), index, at: token) }
    }
  }

  private mutating func readAssignment(_ tokens: Range<Int>, _ index: Int) {
    let top = module.topLevel(tokens)
    let signs = top.filter { module.token($0, is: "=") }
    if let last = signs.last {
      var start = tokens.lowerBound
      for sign in signs {
        var target = start..<sign
        if let colon = module.topLevel(target).first(where: { module.token($0, is: ":") }) { target = start..<colon }
        readTarget(target, .assignment(value: (last + 1)..<tokens.upperBound), index)
        start = sign + 1
      }
    } else if let sign = top.first(where: { isAugmented($0) }) {
      readTarget(tokens.lowerBound..<sign, .other(module.source.text(module.tokens[sign].range)), index)
    }
  }

  private func isAugmented(_ index: Int) -> Bool {
    let token = module.tokens[index]
    guard token.kind == .sign, token.range.count > 1, module.source.bytes[token.range].last == UInt8(ascii: "=") else {
      return false
    }
    return !["==", "!=", "<=", ">=", ":="].contains(module.source.text(token.range))
  }

  /// Reads `name`, `name[…]` or a list of such.
  private mutating func readTarget(_ target: Range<Int>, _ effect: PythonBinding.Effect, _ index: Int) {
    let several = PythonBinding.Effect.other("an assignment to several targets")
    let parts = split(target, at: ",").filter { !$0.isEmpty }
    guard parts.count == 1, let first = target.first, let last = target.last else {
      for part in parts { readTarget(part, several, index) }
      return
    }
    if module.token(first, is: "*") {
      readTarget(target.dropFirst(1), several, index)
    } else if Int(module.tokens[first].partner) == last {
      readTarget((first + 1)..<last, several, index)
    } else if let chain = chain(target) {
      if chain.end == target.upperBound {
        add(chain.subscripts, effect, index, at: first)
      } else if module.token(last, is: "]") {
        add(chain.subscripts + [.unknown], .other("an assignment behind a call"), index, at: first)
      }
    }
  }

  /// Reads the methods that are called on the name or a part of it, as `name[…].update(…)`, wherever that stands.
  private mutating func readMutation(_ tokens: Range<Int>, _ index: Int) {
    guard let chain = chain(tokens) else { return }
    var end = chain.end
    var isDirect = true
    while end + 1 < tokens.upperBound {
      if module.token(end, is: "."), end + 2 < tokens.upperBound, module.token(end + 2, is: "(") {
        let close = Int(module.tokens[end + 2].partner)
        let method = module.source.text(module.tokens[end + 1].range)
        if PythonBindings.mutators.contains(method) {
          let call = PythonExpressions(module: module).node((end + 1)..<(close + 1))
          let keys = isDirect ? keys(changedBy: method, call) : [.unknown]
          for key in keys { add(chain.subscripts + [key], .other(".\(method)(…)"), index, at: tokens.lowerBound) }
        }
        end = close + 1
      } else if module.token(end, is: ".") {
        end += 2
      } else if module.token(end, is: "[") {
        end = Int(module.tokens[end].partner) + 1
      } else {
        return
      }
      isDirect = false
    }
  }

  private static let mutators: Set<String> = [
    "update", "setdefault", "pop", "popitem", "clear", "append", "extend", "insert", "remove", "sort", "reverse", "add",
    "discard", "__setitem__", "__delitem__",
  ]

  /// The keys that a method changes as far as its arguments tell.
  private func keys(changedBy method: String, _ node: Syntax) -> [PythonBinding.Subscript] {
    let editor = PythonEditor()
    guard case .call(let group) = node.kind else { return [.unknown] }
    if method == "setdefault" || method == "pop", let first = group.items.first, case .string = first.value.kind {
      return [PythonText.decode(first.value.range, in: module.source).map { .text($0) } ?? .unknown]
    }
    guard method == "update" else { return [.unknown] }
    var keys: [PythonBinding.Subscript] = []
    for item in group.items {
      let labels: [Group.Label] =
        if case .mapping(let members) = item.value.kind, item.labelRange == nil {
          members.items.map(\.label)
        } else {
          [item.label]
        }
      for label in labels {
        guard case .key(let range) = label, let key = editor.key(at: range, in: module.source) else {
          return [.unknown]
        }
        keys.append(.text(key))
      }
    }
    return keys
  }

  /// Reads the name and the subscripts that tokens start with; nil where they don't start with the name.
  private func chain(_ tokens: Range<Int>) -> (subscripts: [PythonBinding.Subscript], end: Int)? {
    guard let first = tokens.first, module.token(first, isName: name) else { return nil }
    var subscripts: [PythonBinding.Subscript] = []
    var end = first + 1
    while end < tokens.upperBound, module.token(end, is: "[") {
      let close = Int(module.tokens[end].partner)
      subscripts.append(subscripted((end + 1)..<close))
      end = close + 1
    }
    return (subscripts, end)
  }

  private func subscripted(_ tokens: Range<Int>) -> PythonBinding.Subscript {
    let node = PythonExpressions(module: module).node(tokens)
    switch node.kind {
    case .string: return PythonText.decode(node.range, in: module.source).map { .text($0) } ?? .unknown
    case .number: return Int(module.source.text(node.range)).map { .index($0) } ?? .unknown
    case .null, .boolean, .expression, .list, .mapping, .call: return .unknown
    }
  }

  private func split(_ tokens: Range<Int>, at sign: StaticString) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = tokens.lowerBound
    for index in module.topLevel(tokens) where module.token(index, is: sign) {
      parts.append(start..<index)
      start = index + 1
    }
    return parts + [start..<tokens.upperBound]
  }
}
