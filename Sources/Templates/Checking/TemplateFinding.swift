import Documents
import Jinja

/// One thing that is wrong, or looks wrong, with a template.
public struct TemplateFinding: Sendable, Equatable, Encodable {
  public enum Severity: String, Sendable, Encodable {
    /// The template can't be stamped, or not with every answer.
    case error
    /// It can be stamped, and yet somebody probably made a mistake.
    case warning
  }

  public let severity: Severity
  /// A short word for programs, such as `undefined`, `unused`, `syntax`, `link`.
  public let code: String
  /// The file in the template, if it is about one.
  public let file: String?
  /// Count from 1, the column in Unicode scalars; nil for the file as a whole.
  public let line: Int?
  public let column: Int?
  /// One line, lower case, no full stop.
  public let message: String
  public let hint: String?

  init(
    _ severity: Severity, _ code: String, file: String? = nil, place: TemplateError.Place? = nil, _ message: String,
    hint: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.file = file
    line = place?.line
    column = place?.column
    self.message = message
    self.hint = hint
  }

  /// Makes a finding of one in `cookiecutter.json`.
  public init(_ finding: Finding, in file: String) {
    severity = .error
    code = finding.code
    self.file = file
    line = finding.position.line
    column = finding.position.column
    let path = finding.path.written(.dotted)
    message = path.isEmpty ? finding.message : "\(path): \(finding.message)"
    hint = finding.suggestion.map { "did you mean \"\($0)\"?" }
  }

  init(_ error: ProjectTemplateError) {
    self.init(
      .error, error.kind.rawValue, file: error.place?.template ?? error.subject, place: error.place, error.message,
      hint: error.hint)
  }

  /// Returns the finding with its file's path as it is from where the template's folder has this name.
  public func within(_ folder: String) -> TemplateFinding {
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    let path = folder == "." ? file ?? folder : file.map { prefix + $0 } ?? folder
    return TemplateFinding(
      severity: severity, code: code, file: path, line: line, column: column, message: message, hint: hint)
  }

  private init(
    severity: Severity, code: String, file: String?, line: Int?, column: Int?, message: String, hint: String?
  ) {
    self.severity = severity
    self.code = code
    self.file = file
    self.line = line
    self.column = column
    self.message = message
    self.hint = hint
  }

  /// `FILE:LINE:COL: warning: message`, and the hint on a line of its own.
  public var text: String {
    let place = [file, line.map(String.init), column.map(String.init)].compactMap { $0 }.joined(separator: ":")
    let words = severity == .warning ? ["warning", message] : [message]
    let head = ([place].filter { !$0.isEmpty } + words).joined(separator: ": ")
    return head + (hint.map { "\nhint: \($0)" } ?? "")
  }
}
