import Changes
import Documents
import Edits

/// `use`: another codemod's steps, with parameters of its own.
struct UseStep: Operation {
  let codemod: Codemod
  /// What the step gives; the other parameters have their defaults.
  let arguments: [(parameter: Parameter, value: ValueTemplate)]

  var needsPrograms: Bool { codemod.needsPrograms }

  func selections(in scope: Scope) throws -> [FileSelection.Filled] {
    let inner = try self.scope(in: scope)
    return try codemod.steps.flatMap { try $0.operation.selections(in: inner) }
  }

  func apply<Base: Snapshot>(to tree: inout WorkingTree<Base>, _ context: StepContext) throws -> StepOutcome {
    let inner = try scope(in: context.scope)
    if let reason = try codemod.condition?.failure(in: tree, inner, at: "\(codemod.name)/where") {
      return .notApplicable(reason: reason)
    }
    // As for a step with `when`: it may not have run before.
    let pass: StepContext.Pass =
      context.pass == .first || codemod.condition == nil ? context.pass : .second(seen: false)
    let before = tree
    let steps = StepSequence(codemod: codemod, scope: inner, prefix: "\(context.step)/")
    let outcomes = try steps.apply(to: &tree, pass: pass, programs: context.programs)
    if context.hasGuards { try codemod.limits?.check(tree, since: before) }
    return outcomes.contains { $0.placeCount != nil }
      ? .done(placeCount: outcomes.totalPlaceCount) : outcomes.first ?? .done(placeCount: 0)
  }

  /// Returns the used codemod's parameters for one service.
  func scope(in scope: Scope) throws -> Scope {
    var values: [String: EditValue] = [:]
    for parameter in codemod.parameters { values[parameter.name] = parameter.defaultValue }
    for (parameter, template) in arguments {
      let value = template.filled(in: scope, for: .json)
      do throws(ParameterProblem) { try parameter.check(value) } catch {
        throw Refusal(.type, "the parameter \(quoted(parameter.name)) of \(codemod.name) \(error.message)")
      }
      values[parameter.name] = value
    }
    return scope.with(values)
  }
}

extension CodemodReader {
  /// Reads a `use` step, and the codemod that it names.
  func use(_ reader: MappingReader) -> (any Operation)? {
    guard let target = reader.required("codemod"), let codemod = loader.codemod(usedBy: file, target) else {
      return nil
    }
    guard let arguments = arguments(for: codemod, reader) else { return nil }
    let step = UseStep(codemod: codemod, arguments: arguments)
    addCheck(of: reader.field) { scope in
      // An argument that names the service can be checked only there.
      if arguments.contains(where: { $0.value.namesService }) { return nil }
      do { _ = try step.scope(in: scope) } catch let refusal as Refusal {
        return LateTextProblem(message: refusal.message)
      } catch { return nil }
      return nil
    }
    return step
  }

  private func arguments(
    for codemod: Codemod, _ reader: MappingReader
  ) -> [(parameter: Parameter, value: ValueTemplate)]? {
    let members = reader.optional("parameters").map { $0.members() } ?? []
    guard let members else { return nil }
    let names = codemod.parameters.map(\.name)
    var arguments: [(parameter: Parameter, value: ValueTemplate)] = []
    for (name, field) in members {
      guard let parameter = codemod.parameters.first(where: { $0.name == name }) else {
        field.report(
          "unknown-parameter", "\(codemod.name) has no such parameter", suggestion: suggestion(for: name, among: names))
        continue
      }
      if let value = argument(field, for: parameter) { arguments.append((parameter, value)) }
    }
    for parameter in codemod.parameters where parameter.defaultValue == nil {
      if !members.contains(where: { $0.key == parameter.name }) {
        reader.field.report("missing-key", "\(codemod.name) needs the parameter \(quoted(parameter.name))")
      }
    }
    return arguments
  }

  /// A value, or a parameter of this codemod; what is fixed is checked now.
  private func argument(_ field: Field, for parameter: Parameter) -> ValueTemplate? {
    guard let template = value(field) else { return nil }
    switch template {
    case .boolean, .number: return value(field, fitting: parameter).map { _ in template }
    case .text(let text):
      if text.constant == nil { return template }
      return value(field, fitting: parameter).map { _ in template }
    case .parameter: return template
    case .null, .array, .object, .code:
      field.reportType("text, a number, true or false or {\"param\": …}")
      return nil
    }
  }
}

extension ValueTemplate {
  fileprivate var namesService: Bool {
    if case .text(let text) = self { text.namesService } else { false }
  }
}
