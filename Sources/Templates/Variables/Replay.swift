import Documents

/// cookiecutter's replay files: the whole context of a run, to be stamped again without questions.
public enum Replay {
  /// Returns the name of a template's file in the replay folder.
  ///
  /// - Parameter template: the name of the template's folder.
  public static func fileName(for template: String) -> String {
    template.hasSuffix(".json") ? template : template + ".json"
  }

  /// Returns a replay file's text, byte for byte as cookiecutter writes it.
  public static func text(of answers: Answers) -> String {
    AnswerMapping([("cookiecutter", .mapping(answers.values)), ("_cookiecutter", .mapping(answers.original))]).json
  }

  /// Reads a replay file and returns its values of `cookiecutter`.
  ///
  /// - Parameter file: the file's name for messages.
  public static func values(reading bytes: [UInt8], file: String) throws -> AnswerMapping {
    let document = Document(reading: bytes, as: .json)
    guard document.findings.isEmpty, let root = document.root else {
      throw InvalidDocument(file: file, findings: document.findings, notation: .dotted)
    }
    guard let node = root.member("cookiecutter"), case .mapping(let values) = AnswerValue(node) else {
      throw ProjectTemplateError(.configuration, file, "a replay file has an object \"cookiecutter\"")
    }
    return values
  }
}
