import Documents

/// What cruft remembers of a template in a project: its file `.cruft.json`.
public struct CruftRecord: Sendable, Equatable {
  /// The file's path in a project.
  public static let path = ".cruft.json"

  /// The template as it was typed: a URL, a path, an abbreviation.
  public let template: String
  /// The commit that was rendered.
  public let commit: String
  /// The branch, tag or commit that was asked for.
  public let checkout: String?
  public let directory: String?
  /// The public variables.
  public let answers: AnswerMapping
  /// Paths and patterns that updates leave out.
  public let skip: [String]

  /// Reads the file.
  public init(reading bytes: [UInt8]) throws {
    let document = Document(reading: bytes, as: .json)
    guard document.findings.isEmpty, let root = document.root else {
      throw InvalidDocument(file: Self.path, findings: document.findings, notation: .dotted)
    }
    guard case .mapping(let members) = AnswerValue(root), case .string(let template)? = members["template"],
      case .string(let commit)? = members["commit"], case .mapping(let context)? = members["context"],
      case .mapping(let values)? = context["cookiecutter"]
    else {
      throw ProjectTemplateError(
        .configuration, Self.path, "template, commit and context.cookiecutter are needed to render it again")
    }
    func text(_ value: AnswerValue?) -> String? { if case .string(let text)? = value { text } else { nil } }
    (self.template, self.commit) = (template, commit)
    checkout = text(members["checkout"])
    directory = text(members["directory"]).flatMap { $0.isEmpty ? nil : $0 }
    if let directory, !TemplateRecord.isInside(directory) {
      throw ProjectTemplateError(
        .configuration, Self.path, "directory must be a folder of the template, not \(directory.debugDescription)")
    }
    answers = values.filter { !$0.hasPrefix("_") }
    if case .list(let items)? = members["skip"] { skip = items.compactMap(text) } else { skip = [] }
  }
}
