/// Edits of whole assignments: a new one, one that goes, one that gets another name.
struct PythonStatementEdit {
  let document: PythonDocument
  let editor: PythonEditor
  let request: EditRequest

  private var module: PythonModule { document.module }
  private var source: SourceText { module.source }

  /// Returns the plan where the path names an assignment or none; nil where it goes into a value.
  func plan(at arrival: Arrival) throws(EditRefusal) -> SyntaxPlan? {
    switch (request.operation, arrival) {
    case (.delete, .found(let place)) where place.parents.count == 1:
      return try deleting(place.parents[0].index)
    case (.rename(let name, _), .found(let place)) where place.parents.count == 1:
      return try renaming(place.parents[0].index, to: name)
    case (.set(let value, .create), .missing(let place, 0, let reason)) where place.parents.isEmpty:
      return try creating(value, reason)
    case (.append(let value, .create), .missing(let place, 0, let reason)) where place.parents.isEmpty:
      return try creating(.array([value]), reason)
    case (_, .found(let place)) where place.parents.isEmpty:
      throw EditRefusal(.type, "a Python module as a whole can't be edited; the path needs a name")
    case (let operation, .found(let place)):
      try checkNames(of: place, operation)
      return nil
    default: return nil
    }
  }

  /// Adds an assignment at the file's end.
  private func creating(_ value: EditValue, _ reason: String) throws(EditRefusal) -> SyntaxPlan {
    guard case .key(let name) = request.path[0], PythonName.isIdentifier(name) else {
      throw EditRefusal(.type, "\(reason), and it can't be the name of a variable")
    }
    if request.path.count > 1, PythonBindings(of: name, in: module).hasStarImport {
      throw EditRefusal(.ambiguous, "\(reason), so that a new one might hide it")
    }
    guard let nested = value.nested(under: request.path.dropFirst()) else {
      throw EditRefusal(.noMatch, "\(reason), and an element that isn't the next can't be created")
    }
    let place = Place(node: document.root, parents: [])
    let style = StyleReader(dialect: editor, source: source, root: document.root).style(in: place)
    let writer = ValueWriter(dialect: editor, source: source, style: style)
    let text = try source.encoded(name) + Array(" = ".utf8) + writer.text(of: nested, indentation: [])
    let change = SyntaxPlan.Change(
      address: [], action: .insert(key: name, nested, at: module.statements.count))
    let end = source.bytes.count
    return SyntaxPlan(
      splices: [Splice(range: end..<end, replacement: ending(text, style.lineEnd))], changes: [change], matchCount: 1)
  }

  /// The statement with the line ends that it needs at the file's end; a missing last one stays missing.
  private func ending(_ text: [UInt8], _ lineEnd: [UInt8]) -> [UInt8] {
    let end = source.bytes.count
    if end == source.start { return text + lineEnd }
    let isClosed = source.bytes[end - 1].isLineEnd
    // Behind a block an empty line shows that the assignment isn't part of it.
    let gap = module.statements.last?.isNested == true ? lineEnd : []
    return isClosed ? gap + text + lineEnd : lineEnd + gap + text
  }

  /// Removes the lines of an assignment.
  private func deleting(_ index: Int) throws(EditRefusal) -> SyntaxPlan {
    let statement = module.statements[index]
    let range = module.range(statement.tokens)
    guard targets(of: index).count == 1 else {
      throw EditRefusal(.ambiguous, "the statement binds several names", at: range.lowerBound)
    }
    guard statement.isAlone else {
      throw EditRefusal(
        .ambiguous, "\(request.path.shown) shares its line with another statement", at: range.lowerBound)
    }
    let end = source.behindLineBreak(source.lineBreak(from: range.upperBound))
    let start = source.lineStart(of: range.lowerBound)
    return SyntaxPlan(
      splices: source.withoutNewFinalBreak([Splice(range: start..<end, replacement: [])]),
      changes: [SyntaxPlan.Change(address: [index], action: .remove)], matchCount: 1)
  }

  private func renaming(_ index: Int, to name: String) throws(EditRefusal) -> SyntaxPlan {
    let targets = targets(of: index)
    guard targets.count == 1, let target = targets.first else {
      throw EditRefusal(.ambiguous, "the statement binds several names", at: targets.last?.lowerBound)
    }
    let isName = source.bytes[target].first?.isNameStart == true && request.path.count == 1
    let text: [UInt8]
    if isName {
      try checkName(name, at: target)
      text = try source.encoded(name)
    } else {
      let style = StyleReader(dialect: editor, source: source, root: document.root)
        .style(in: Place(node: document.root, parents: []))
      text = try editor.spelling(ofKey: name, replacing: target, style: style, isArgument: false, in: source)
      let renamed = Array(request.path.dropLast()) + [.key(name)]
      for case .found(let place) in try PythonResolver(document: document, editor: editor, path: renamed).arrivals() {
        throw EditRefusal(.exists, "there is \(renamed.shown) already", at: place.node.range.lowerBound)
      }
    }
    return SyntaxPlan(
      splices: [Splice(range: target, replacement: text)],
      changes: [SyntaxPlan.Change(address: [index], action: .rename(name))], matchCount: 1)
  }

  /// Refuses the new name of a variable where it is bound, and where the old one is used elsewhere.
  private func checkName(_ name: String, at target: Range<Int>) throws(EditRefusal) {
    guard PythonName.isIdentifier(name) else { throw EditRefusal(.type, "\(name) can't be the name of a variable") }
    let new = Array(name.utf8)
    let old = Array(source.bytes[target])
    for index in module.tokens.indices where module.tokens[index].range != target {
      if module.token(index, isName: new) {
        throw EditRefusal(.exists, "the name \(name) is in use already", at: module.tokens[index].range.lowerBound)
      }
      if module.token(index, isName: old) {
        throw EditRefusal(
          .ambiguous, "\(request.path.shown) is used elsewhere in the file", at: module.tokens[index].range.lowerBound)
      }
    }
  }

  /// Refuses to change a value that has several names, as in `A = B = 1`: it would change for all of them.
  private func checkNames(of place: Place, _ operation: EditRequest.Operation) throws(EditRefusal) {
    guard let index = place.parents.first?.index, targets(of: index).count > 1 else { return }
    if case .set(let value, _) = operation, editor.isSame(place.node, as: value, in: source) { return }
    throw EditRefusal(.ambiguous, "the statement binds several names", at: place.node.range.lowerBound)
  }

  private func targets(of index: Int) -> [Range<Int>] {
    guard let label = document.root.group?.items[index].labelRange else { return [] }
    return PythonTarget.last(of: label, in: source)
  }
}
