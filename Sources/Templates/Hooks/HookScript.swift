import Changes

/// A script of a template's folder `hooks`.
public struct HookScript: Sendable, Equatable {
  /// When it runs; the raw value is its file's name without the extension.
  public enum Moment: String, Sendable, CaseIterable {
    /// In a copy of the template, before its variables are read: it may change the template.
    case beforeQuestions = "pre_prompt"
    /// In the project's folder, which is empty.
    case beforeFiles = "pre_gen_project"
    /// In the project's folder with all its files.
    case afterFiles = "post_gen_project"
  }

  public let moment: Moment
  /// Where it lies in the template's files.
  public let path: String
  /// As it stands in the template.
  public let content: [UInt8]
  public let permissions: UInt16

  /// What comes after the last dot of its name, with the dot; empty if there is none.
  public var fileExtension: String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.lastIndex(of: ".").map { String(name[$0...]) } ?? ""
  }

  /// Whether Python runs it; any other is executed itself.
  public var isPython: Bool { fileExtension == ".py" }

  /// Returns the scripts of a folder, sorted by name. Backups, whose names end with `~`, aren't any.
  static func find(in folder: TreePath, _ sources: SourceTree) throws(ProjectTemplateError) -> [HookScript] {
    var scripts: [HookScript] = []
    for bytes in sources.names(in: folder) {
      let name = String(decoding: bytes, as: UTF8.self)
      let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
      guard let moment = Moment(rawValue: stem), !name.hasSuffix("~"),
        let file = sources.file(at: folder.appending(bytes))
      else { continue }
      scripts.append(
        HookScript(
          moment: moment, path: folder.appending(bytes).description, content: file.content,
          permissions: file.permissions))
    }
    return scripts
  }
}

/// A hook as it runs.
public struct RenderedHook: Sendable, Equatable {
  public let script: HookScript
  /// Filled in, but for `pre_prompt`, which runs as it is.
  public let content: [UInt8]
}
