import Changes
import Documents
import Patterns

/// `run`: a program that changes files in a work tree.
struct ProgramStep: Operation {
  let command: [InterpolatedText]
  let environment: [ValueTemplate.Member]
  /// What it may change; nil for everything.
  let writes: [LateText<Glob>]?
  let timeLimit: Duration

  var needsPrograms: Bool { true }

  func selections(in scope: Scope) throws -> [FileSelection.Filled] {
    [try writable(in: scope) ?? .everything]
  }

  func apply<Base: Snapshot>(to tree: inout WorkingTree<Base>, _ context: StepContext) throws -> StepOutcome {
    guard context.hasGuards || context.programs?.runTwice ?? false else { return .done(placeCount: 0) }
    guard let host = context.programs?.host else {
      throw Refusal(.script, "a \"run\" step needs a program to be run in a work tree, and here none can be")
    }
    let writes = try writable(in: context.scope)
    let request = ProgramRequest(
      step: context.step, command: command.map { $0.filled(in: context.scope) }, environment: environment(context),
      files: tree.files(in: writes ?? .everything), timeLimit: timeLimit, edits: try tree.edits())
    switch try host.run(request) {
    case .notApplicable: return .notApplicable(reason: "the program said that it has nothing to do here")
    case .changed(let edits):
      for edit in edits { try take(edit, into: &tree, writes) }
      return .done(placeCount: edits.count)
    }
  }

  /// What the program may change; nil for everything.
  private func writable(in scope: Scope) throws -> FileSelection.Filled? {
    try writes.map { try FileSelection(include: $0, exclude: []).filled(in: scope) }
  }

  private func environment(_ context: StepContext) -> [String: String] {
    var variables: [String: String] = [:]
    for member in environment {
      variables[member.key.filled(in: context.scope)] = member.value.filled(in: context.scope, for: .json).shown
    }
    variables["FLEET_CODEMOD"] = context.codemod
    variables["FLEET_STEP"] = context.step
    for (name, value) in context.scope.values {
      let suffix = name.uppercased().map { $0 == "-" ? "_" : $0 }
      variables["FLEET_PARAM_" + String(suffix)] = value.shown
    }
    return variables
  }

  private func take<Base: Snapshot>(
    _ edit: TreeEdit, into tree: inout WorkingTree<Base>, _ writes: FileSelection.Filled?
  ) throws {
    if let refusal = edit.refusalOfProgram { throw refusal }
    if let writes, !writes.matches(edit.path.bytes) {
      throw Refusal(
        .outside, "the program changed \(edit.path), and \"writes\" allows only \(writes.shown)", in: edit.path)
    }
    switch edit.action {
    case .write(let bytes, let mode): try tree.write(.init(bytes: bytes, mode: mode), at: edit.path)
    case .delete: tree.remove(edit.path)
    case .pin: break
    }
  }
}

extension CodemodReader {
  /// Reads a `run` step.
  func run(_ reader: MappingReader) -> (any Operation)? {
    let command = reader.required("command")?.list(atLeast: 1, nonEmptyText)
    let environment = reader.optional("env").map(self.environment) ?? []
    let writes = reader.optional("writes").map(globs)
    let seconds = reader.optional("timeout").map { $0.integer(in: 1...3600) } ?? 300
    guard let command, let environment, let seconds else { return nil }
    if case .some(nil) = writes { return nil }
    return ProgramStep(
      command: command, environment: environment, writes: writes ?? nil, timeLimit: .seconds(seconds))
  }

  /// Variables are texts; a number or a truth value is taken by its text.
  private func environment(_ field: Field) -> [ValueTemplate.Member]? {
    guard let members = field.members() else { return nil }
    return allOrNone(
      members.map { key, field in
        if key.isEmpty || key.utf8.contains(UInt8(ascii: "=")) || key.utf8.contains(0) {
          field.report("value", "\(quoted(key)) can't be the name of an environment variable")
          return nil
        }
        switch value(field) {
        case let value? where value.isScalar: return ValueTemplate.Member(key: InterpolatedText(key), value: value)
        case .some:
          field.reportType("text, a number or true or false")
          return nil
        case nil: return nil
        }
      })
  }
}

extension ValueTemplate {
  fileprivate var isScalar: Bool {
    switch self {
    case .boolean, .number, .text, .parameter: true
    case .null, .array, .object, .code: false
    }
  }
}
