import Changes

/// Several templates in one source, of which one is chosen first.
public struct NestedTemplates: Sendable {
  public struct Choice: Sendable, Equatable {
    /// What the choice is called in the file.
    public let name: String
    /// What a person sees.
    public let label: String
    /// The template's folder, relative to the one of the file that lists it; may begin with `..`.
    public let path: String
  }

  /// At least one; the first is taken where nobody is asked.
  public let choices: [Choice]

  /// Nil where the members have neither key.
  init?(_ members: AnswerMapping) throws(ProjectTemplateError) {
    guard members["templates"] != nil || members["template"] != nil else { return nil }
    if case .mapping(let templates)? = members["templates"], !templates.isEmpty {
      var choices: [Choice] = []
      for (name, value) in templates.members { choices.append(try NestedTemplates.choice(name, value)) }
      self.choices = choices
    } else if case .list(let items)? = members["template"], !items.isEmpty {
      var choices: [Choice] = []
      for item in items { choices.append(try NestedTemplates.choice(item.text)) }
      self.choices = choices
    } else {
      throw ProjectTemplateError(
        .configuration, "cookiecutter.json", "\"templates\" must be an object that isn't empty",
        hint: #"{"templates": {"name": {"path": "./folder", "title": "Name"}}}"#)
    }
  }

  private static func choice(_ name: String, _ value: AnswerValue) throws(ProjectTemplateError) -> Choice {
    guard case .mapping(let members) = value, case .string(let path)? = members["path"], isAllowed(path) else {
      throw ProjectTemplateError(
        .configuration, "cookiecutter.json", "templates.\(name).path must be a relative path")
    }
    let title = members["title"]?.text ?? name
    let description = members["description"]?.text ?? name
    let isSame = title.utf8.elementsEqual(description.utf8)
    return Choice(name: name, label: isSame ? title : "\(title) (\(description))", path: path)
  }

  /// The older form: `Label (path)`.
  private static func choice(_ text: String) throws(ProjectTemplateError) -> Choice {
    guard let start = text.firstIndex(of: "("), let end = text.lastIndex(of: ")"), start < end,
      isAllowed(String(text[text.index(after: start)..<end]))
    else {
      throw ProjectTemplateError(
        .configuration, "cookiecutter.json", "template: \"\(text)\" must be a label and a relative path in brackets")
    }
    return Choice(name: text, label: text, path: String(text[text.index(after: start)..<end]))
  }

  private static func isAllowed(_ path: String) -> Bool {
    !path.isEmpty && !path.hasPrefix("/") && !path.utf8.contains(0)
  }
}

extension NestedTemplates.Choice {
  /// Returns the template's folder in its source.
  ///
  /// - Parameter folder: the folder of the file that lists it.
  /// - Throws: where the path leads out of the source.
  public func folder(from folder: TreePath) throws(ProjectTemplateError) -> TreePath {
    var current = folder
    for part in path.utf8.split(separator: UInt8(ascii: "/")) where !part.elementsEqual(".".utf8) {
      if part.elementsEqual("..".utf8) {
        guard current != .root else {
          throw ProjectTemplateError(.unsafe, "cookiecutter.json", "\(path) leads out of the template's source")
        }
        current = current.parent
      } else {
        current = current.appending(part)
      }
    }
    return current
  }
}
