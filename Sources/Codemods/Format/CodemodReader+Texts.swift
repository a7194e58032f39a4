import Documents
import Patterns

extension CodemodReader {
  /// Returns a text with its `{{…}}`.
  func text(_ field: Field) -> InterpolatedText? {
    guard let text = field.text() else { return nil }
    return interpolated(text, field)
  }

  /// Returns a text that isn't empty as it is written.
  func nonEmptyText(_ field: Field) -> InterpolatedText? {
    guard let text = field.nonEmptyText() else { return nil }
    return interpolated(text, field)
  }

  func interpolated(_ text: String, _ field: Field) -> InterpolatedText? {
    do throws(InterpolatedText.Problem) {
      return try InterpolatedText(parsing: text, parameters: parameters.map(\.name))
    } catch {
      field.report(error.code, error.message, suggestion: error.suggestion)
      return nil
    }
  }

  /// Returns a text that is compiled: now, or once its parameters are known.
  func late<Value: Sendable>(
    _ field: Field, quoting quote: @escaping @Sendable (String) -> String = { $0 },
    _ compile: @escaping LateText<Value>.Compile
  ) -> LateText<Value>? {
    guard let text = nonEmptyText(field) else { return nil }
    return late(text, field, quoting: quote, compile)
  }

  /// Returns a text, empty or not, that is compiled: now, or once its parameters are known.
  func late<Value: Sendable>(
    _ text: InterpolatedText, _ field: Field, quoting quote: @escaping @Sendable (String) -> String = { $0 },
    _ compile: @escaping LateText<Value>.Compile
  ) -> LateText<Value>? {
    do throws(LateTextProblem) {
      let late = try LateText(text, quoting: quote, compile: compile)
      if text.constant == nil { addCheck(of: field) { late.problem(in: $0) } }
      return late
    } catch {
      field.report("value", error.message)
      return nil
    }
  }

  func glob(_ field: Field) -> LateText<Glob>? {
    late(field) { text throws(LateTextProblem) in
      do throws(GlobError) { return try Glob(text) } catch {
        throw LateTextProblem(message: "\(quoted(text)) is not a glob: \(error)")
      }
    }
  }

  /// Returns the globs of one text or a list of texts.
  func globs(_ field: Field) -> [LateText<Glob>]? {
    if case .list = field.node.value { return field.list(atLeast: 1, glob) }
    guard case .string = field.node.value else {
      field.reportType("text or a list of texts")
      return nil
    }
    return glob(field).map { [$0] }
  }

  /// Returns what `files` and `exclude` select.
  func files(_ reader: MappingReader) -> FileSelection? {
    let include = reader.required("files").flatMap(globs)
    let exclude = reader.optional("exclude").map(globs)
    guard let include else { return nil }
    return FileSelection(include: include, exclude: (exclude ?? []) ?? [])
  }

  func regularExpression(_ field: Field, options: Pattern.Options = []) -> LateText<Pattern>? {
    late(field) { text throws(LateTextProblem) in
      do throws(PatternError) { return try Pattern(text, options: options) } catch {
        throw LateTextProblem(message: "\(quoted(text)) is not a regular expression: \(error)")
      }
    }
  }

  func literal(_ field: Field, ignoringCase: Bool = false) -> LateText<Pattern>? {
    late(field) { text throws(LateTextProblem) in
      do throws(PatternError) { return try Pattern(literal: text, ignoringCase: ignoringCase) } catch {
        throw LateTextProblem(message: "\(quoted(text)) can't be searched for: \(error)")
      }
    }
  }
}
