import Changes
import Documents
import Edits

/// What is wrong with the values that a user gave for a codemod's parameters.
public struct ArgumentErrors: Error, Sendable, Equatable, CustomStringConvertible {
  /// A line each; never empty.
  public let problems: [String]

  public var description: String { problems.joined(separator: "\n") }
}

extension Codemod {
  /// Returns the change for values as a user writes them: `name=value`, as `--param` takes it.
  public func change(with arguments: [String] = []) throws(ArgumentErrors) -> CodemodChange {
    var values: [String: EditValue] = [:]
    var problems: [String] = []
    for argument in arguments {
      guard let sign = argument.firstIndex(of: "=") else {
        problems.append("\(quoted(argument)) must be written as name=value")
        continue
      }
      let (name, text) = (String(argument[..<sign]), String(argument[argument.index(after: sign)...]))
      guard let parameter = parameters.first(where: { $0.name == name }) else {
        let meant = suggestion(for: name, among: parameters.map(\.name)).map { "; did you mean \(quoted($0))?" } ?? ""
        problems.append("\(self.name) has no parameter \(quoted(name))\(meant)")
        continue
      }
      if values[name] != nil { problems.append("the parameter \(quoted(name)) is given twice") }
      do throws(ParameterProblem) { values[name] = try parameter.value(written: text) } catch {
        problems.append("the parameter \(quoted(name)) \(error.message)")
        // Given, if wrongly: it needn't be said that it's missing.
        values[name] = .null
      }
    }
    return try change(with: values, problems: problems)
  }

  /// Returns the change for values that have been checked against their parameters.
  func change(with given: [String: EditValue]) throws(ArgumentErrors) -> CodemodChange {
    try change(with: given, problems: [])
  }

  private func change(with given: [String: EditValue], problems: [String]) throws(ArgumentErrors) -> CodemodChange {
    var problems = problems
    var values = given
    for parameter in parameters where given[parameter.name] == nil {
      values[parameter.name] = parameter.defaultValue
      if parameter.defaultValue == nil {
        problems.append("the parameter \(quoted(parameter.name)) has no default and isn't given")
      }
    }
    if problems.isEmpty {
      let scope = Scope(values: values, service: ServiceFacts(name: ""))
      problems = checks.compactMap { $0.finding(in: scope) }.map { $0.finding.line(in: $0.file, .pointer) }
    }
    if !problems.isEmpty { throw ArgumentErrors(problems: problems) }
    return CodemodChange(codemod: self, values: values)
  }

  /// Returns what is wrong where every parameter has its default; nothing where one has none.
  func problemsWithDefaults() -> [CodemodErrors.Located] {
    var values: [String: EditValue] = [:]
    for parameter in parameters {
      guard let value = parameter.defaultValue else { return [] }
      values[parameter.name] = value
    }
    let scope = Scope(values: values, service: ServiceFacts(name: ""))
    return checks.compactMap { $0.finding(in: scope) }
  }
}
