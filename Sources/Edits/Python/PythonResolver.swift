/// Finds the statement that gives a path its value, which may be an assignment to a part behind the name's own.
struct PythonResolver {
  let document: PythonDocument
  let editor: PythonEditor
  let path: [PathStep]

  private var module: PythonModule { document.module }

  func arrivals() throws(EditRefusal) -> [Arrival] {
    let rootPlace = Place(node: document.root, parents: [])
    guard let first = path.first else { return [.found(rootPlace)] }
    guard case .key(let name) = first else {
      throw EditRefusal(.noMatch, "the first step of a path in Python is a name of the module, not \([first].shown)")
    }
    let bindings = PythonBindings(of: name, in: module)
    let relevant = bindings.all.filter { overlaps($0.subscripts) }
    let whole = relevant.filter(\.subscripts.isEmpty)
    if let other = relevant.first(where: { if case .other = $0.effect { true } else { false } }),
      case .other(let words) = other.effect
    {
      throw ambiguous("\(name) is changed by \(words) in line \(line(of: other))", other)
    }
    if whole.count > 1 {
      throw ambiguous("\(name) is bound \(whole.count) times, in the lines \(lines(of: whole))", whole[1])
    }
    let parts = relevant.filter { !$0.subscripts.isEmpty }
    if let part = try effectivePart(parts, whole.first, name) { return try locate(part) }
    guard let binding = whole.first else {
      let star = bindings.hasStarImport ? "; an import of * may bring it" : ""
      return [.missing(rootPlace, step: 0, reason: "the module binds no name \(name)\(star)")]
    }
    return try locate(binding)
  }

  /// The assignment to a part of the name's value that the path goes through.
  private func effectivePart(
    _ parts: [PythonBinding], _ whole: PythonBinding?, _ name: String
  ) throws(EditRefusal) -> PythonBinding? {
    guard let part = parts.first else { return nil }
    guard parts.count == 1 else {
      throw ambiguous("\(path.shown) is bound by several assignments, in the lines \(lines(of: parts))", parts[1])
    }
    guard part.subscripts.count <= path.count - 1, !part.subscripts.contains(.unknown) else {
      throw ambiguous("a part of \(path.shown) is assigned in line \(line(of: part))", part)
    }
    let prefix = Array(path[...part.subscripts.count])
    if prefix.contains(where: { if case .matching = $0 { true } else { false } }) {
      throw ambiguous("line \(line(of: part)) may assign a part of \(path.shown)", part)
    }
    guard let whole else { return part }
    if whole.statement > part.statement || leadsSomewhere(prefix, from: whole) {
      throw ambiguous("\(prefix.shown) is bound in the lines \(lines(of: [whole, part]))", part)
    }
    return part
  }

  /// Whether a path ends at a value inside what a statement binds, as far as its literal shows.
  private func leadsSomewhere(_ prefix: [PathStep], from binding: PythonBinding) -> Bool {
    let locator = Locator(dialect: editor, source: module.source, path: prefix)
    // A refusal means that the literal doesn't show it, and then the later assignment alone counts.
    guard let arrivals = try? locator.arrivals(from: place(of: binding), step: 1) else { return false }
    return arrivals.contains { if case .found = $0 { true } else { false } }
  }

  private func locate(_ binding: PythonBinding) throws(EditRefusal) -> [Arrival] {
    try Locator(dialect: editor, source: module.source, path: path)
      .arrivals(from: place(of: binding), step: binding.subscripts.count + 1)
  }

  private func place(of binding: PythonBinding) -> Place {
    let root = Place(node: document.root, parents: [])
    guard let group = document.root.group else { return root }
    return root.child(binding.statement, group.items[binding.statement])
  }

  /// Whether what is behind the name in a statement and in the path can be the same, as far as both go.
  private func overlaps(_ subscripts: [PythonBinding.Subscript]) -> Bool {
    zip(subscripts, path.dropFirst()).allSatisfy { pair in
      switch pair {
      case (.unknown, _), (_, .matching): true
      case (.text(let text), .key(let key)): text.utf8.elementsEqual(key.utf8)
      case (.index(let left), .index(let right)): left == right || (left < 0) != (right < 0)
      case (.text, .index), (.index, .key): false
      }
    }
  }

  private func ambiguous(_ message: String, _ binding: PythonBinding) -> EditRefusal {
    EditRefusal(.ambiguous, message, at: binding.offset)
  }

  private func lines(of bindings: [PythonBinding]) -> String {
    bindings.map { String(line(of: $0)) }.joined(separator: " and ")
  }

  /// The number of a statement's line, from 1.
  private func line(of binding: PythonBinding) -> Int {
    let bytes = module.source.bytes
    var line = 1
    for offset in 0..<binding.offset {
      let isReturn = bytes[offset] == UInt8(ascii: "\r") && bytes[offset + 1] != UInt8(ascii: "\n")
      if bytes[offset] == UInt8(ascii: "\n") || isReturn { line += 1 }
    }
    return line
  }
}
