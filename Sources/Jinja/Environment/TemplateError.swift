/// Why a template couldn't be read or rendered, and where.
public struct TemplateError: Error, Sendable {
  /// The kinds that scripts may rely on; the raw values are those of the command line.
  public enum Kind: String, Sendable {
    /// The template can't be parsed; unknown tags, filters and tests too.
    case syntax
    /// A value that isn't there was used.
    case undefined
    /// Anything else that goes wrong while rendering, limits included.
    case runtime
    /// A template can't be found.
    case missing
  }

  /// A place in a template; line and column count from 1, the column in Unicode scalars.
  public struct Place: Sendable, Equatable {
    /// The template's name; nil for one made from text without a name.
    public let template: String?
    public let line: Int
    public let column: Int
    /// The line's text, without its end.
    public let lineText: String

    init(template: String?, line: Int, column: Int, lineText: String) {
      self.template = template
      self.line = line
      self.column = column
      self.lineText = lineText
    }

    /// Returns the place under another name of its template.
    public func renamed(_ template: String) -> Place {
      Place(template: template, line: line, column: column, lineText: lineText)
    }
  }

  /// Whether a limit of the render was reached.
  public var isLimit: Bool { [.limit, .recursion].contains(exception) }

  private final class Storage: Sendable {
    let exception: PythonException
    let message: String
    let hint: String?
    let place: Place?

    init(exception: PythonException, message: String, hint: String?, place: Place?) {
      self.exception = exception
      self.message = message
      self.hint = hint
      self.place = place
    }
  }

  /// One pointer, since every expression's evaluation can throw it.
  private let storage: Storage

  public var kind: Kind { storage.exception.kind }
  /// What went wrong, in Jinja2's and Python's own words where they are known. One line.
  public var message: String { storage.message }
  /// How to fix it, if it is a common mistake.
  public var hint: String? { storage.hint }
  public var place: Place? { storage.place }
  var exception: PythonException { storage.exception }

  init(_ exception: PythonException, _ message: String, hint: String? = nil, place: Place? = nil) {
    storage = Storage(exception: exception, message: message, hint: hint, place: place)
  }

  /// Makes an error for a function of the caller's own; the place is added where the template calls it.
  public init(runtime message: String, hint: String? = nil) {
    self.init(.runtimeError, message, hint: hint)
  }

  /// Returns the error with a place, unless it has one already: the innermost place is the right one.
  func located(at place: @autoclosure () -> Place) -> TemplateError {
    if storage.place != nil { return self }
    return TemplateError(storage.exception, storage.message, hint: storage.hint, place: place())
  }

  func hinted(_ hint: String?) -> TemplateError {
    guard storage.hint == nil, let hint else { return self }
    return TemplateError(storage.exception, storage.message, hint: hint, place: storage.place)
  }
}

extension TemplateError: CustomStringConvertible {
  /// `FILE:LINE:COL: KIND: message`, on one line.
  public var summary: String {
    guard let place else { return "\(kind.rawValue): \(message)" }
    return "\(place.template ?? "<template>"):\(place.line):\(place.column): \(kind.rawValue): \(message)"
  }

  /// The summary, then the line with a mark under the column, then the hint.
  public var description: String {
    var text = summary
    if let place {
      let indent = String(repeating: " ", count: max(0, place.column - 1))
      text += "\n    \(place.lineText)\n    \(indent)^"
    }
    if let hint { text += "\nhint: \(hint)" }
    return text
  }
}

/// The exception of Python or Jinja2 that an error stands for: what filters and attribute look-ups catch.
enum PythonException: Sendable {
  case templateSyntax, undefinedError, templateNotFound, templateRuntime, filterArgument
  case typeError, valueError, keyError, indexError, attributeError
  case zeroDivision, overflow, assertion, runtimeError, unicodeError, recursion, limit

  var kind: TemplateError.Kind {
    switch self {
    case .templateSyntax: .syntax
    case .undefinedError: .undefined
    case .templateNotFound: .missing
    default: .runtime
    }
  }

  var isLookupError: Bool { self == .keyError || self == .indexError }
}

extension TemplateError {
  static func type(_ message: String) -> TemplateError { TemplateError(.typeError, message) }
  static func value(_ message: String) -> TemplateError { TemplateError(.valueError, message) }
  static func attribute(_ message: String) -> TemplateError { TemplateError(.attributeError, message) }
  static func argument(_ message: String) -> TemplateError { TemplateError(.filterArgument, message) }
  static func overflow(_ message: String) -> TemplateError { TemplateError(.overflow, message) }
  static func limit(_ message: String) -> TemplateError { TemplateError(.limit, message) }
  static let tooDeep = TemplateError(
    .recursion, "maximum recursion depth exceeded",
    hint: "look for a macro, an include or an import that leads back to itself")
}
