import Changes
import Documents

/// What a template asks for: its `cookiecutter.json`.
public struct TemplateVariables: Sendable {
  /// The members as they stand in the file, settings (`_copy_without_render` and the like) among them.
  public let members: AnswerMapping

  /// Reads a `cookiecutter.json`.
  ///
  /// A key that is there twice has its last value in Python; here it is an error, since nobody can have meant that.
  /// - Parameter file: the file's name for messages.
  public init(reading bytes: [UInt8], file: String) throws(InvalidDocument) {
    let document = Document(reading: bytes, as: .json)
    guard document.findings.isEmpty, let root = document.root else {
      throw InvalidDocument(file: file, findings: document.findings, notation: .dotted)
    }
    guard case .mapping = root.value, case .mapping(let members) = AnswerValue(root, isOrderedDict: true) else {
      let finding = Finding(
        code: "type", position: root.position, path: [], message: "must be an object, not \(root.shown)")
      throw InvalidDocument(file: file, findings: [finding], notation: .dotted)
    }
    self.members = members
  }

  public init(_ members: AnswerMapping) {
    self.members = members
  }

  /// The names that a person is asked for, in order.
  public var publicNames: [String] { members.keys.filter { !$0.hasPrefix("_") } }

  /// The templates to choose from, if this isn't a template itself: the key `templates`, or `template` as it was before.
  public func nestedTemplates() throws(ProjectTemplateError) -> NestedTemplates? {
    try NestedTemplates(members)
  }
}

extension TemplateVariables {
  /// Reads the `cookiecutter.json` of a template's folder, without the rest: it may only list other templates.
  public static func read(
    _ files: some TemplateFiles, directory: TreePath = TreePath(bytes: [])
  ) throws -> TemplateVariables {
    let path = directory.appending(ProjectTemplate.variablesFileName.utf8)
    guard let end = try files.resolve(path), case .file = end.kind else {
      throw ProjectTemplateError(
        .source, directory == .root ? nil : directory.description, "there is no cookiecutter.json, so it is no template"
      )
    }
    return try TemplateVariables(reading: try files.content(of: end.path), file: path.description)
  }
}
