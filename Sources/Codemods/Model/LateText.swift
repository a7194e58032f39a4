import Changes

/// Text that becomes a pattern, a glob or a version range once its `{{…}}` are filled in.
///
/// Text without any is compiled when the codemod is read, so that its error is found there.
struct LateText<Value: Sendable>: Sendable {
  typealias Compile = @Sendable (String) throws(LateTextProblem) -> Value

  let text: InterpolatedText
  private let ready: Value?
  private let compile: Compile
  private let quote: @Sendable (String) -> String

  init(
    _ text: InterpolatedText, quoting quote: @escaping @Sendable (String) -> String = { $0 },
    compile: @escaping Compile
  ) throws(LateTextProblem) {
    self.text = text
    self.compile = compile
    self.quote = quote
    ready = if let constant = text.constant { try compile(constant) } else { nil }
  }

  /// Wraps a value that is there already.
  init(_ value: Value, text: String) {
    self.text = InterpolatedText(text)
    ready = value
    compile = { _ in value }
    quote = { $0 }
  }

  /// Returns the value for one service; refuses where the filled-in text has no meaning.
  func value(in scope: Scope) throws -> Value {
    if let ready { return ready }
    do throws(LateTextProblem) {
      return try compile(text.filled(in: scope, quoting: quote))
    } catch {
      throw Refusal(.parse, error.message)
    }
  }

  /// Returns what is wrong with the text for these parameters, where the service plays no part.
  func problem(in scope: Scope) -> LateTextProblem? {
    guard ready == nil, !text.namesService else { return nil }
    do throws(LateTextProblem) {
      _ = try compile(text.filled(in: scope, quoting: quote))
      return nil
    } catch {
      return error
    }
  }
}

/// Why a text has no meaning, in one line that shows the text.
struct LateTextProblem: Error, Equatable {
  let message: String
}
