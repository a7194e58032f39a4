import Yams

/// What cookiecutter's users set for all templates: the file `~/.cookiecutterrc`, or the one that `COOKIECUTTER_CONFIG`
/// names.
public struct UserConfiguration: Sendable, Equatable {
  /// Defaults for variables of any template.
  public var defaultContext: AnswerMapping
  /// URLs by short name, with `{0}` for what follows the colon.
  public var abbreviations: AnswerMapping
  /// Folders with `~` and `$VARIABLE` as they stand in the file; nil for cookiecutter's own.
  public var replayFolder: String?
  public var templatesFolder: String?

  public static let standardReplayFolder = "~/.cookiecutter_replay/"
  public static let standardTemplatesFolder = "~/.cookiecutters/"

  /// The configuration of somebody who has none.
  public init() {
    defaultContext = AnswerMapping()
    abbreviations = AnswerMapping([
      ("gh", "https://github.com/{0}.git"), ("gl", "https://gitlab.com/{0}.git"), ("bb", "https://bitbucket.org/{0}"),
    ])
  }

  /// Reads a configuration file: YAML 1.1 as PyYAML reads it, so that `yes` is true.
  ///
  /// - Parameter file: the file's name for messages.
  public init(reading bytes: [UInt8], file: String) throws(ProjectTemplateError) {
    self.init()
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ProjectTemplateError(.configuration, file, "the text must be UTF-8")
    }
    let root: AnswerMapping
    do {
      root = try ConfigurationText.mapping(text)
    } catch let error as YamlError {
      throw ProjectTemplateError(.configuration, file, ConfigurationText.message(of: error))
    } catch let error as ProjectTemplateError {
      throw ProjectTemplateError(.configuration, file, error.message, hint: error.hint)
    } catch {
      throw ProjectTemplateError(.configuration, file, "\(error)")
    }
    defaultContext = try UserConfiguration.mapping(root, "default_context", file) ?? AnswerMapping()
    if let own = try UserConfiguration.mapping(root, "abbreviations", file) {
      abbreviations = abbreviations.updated(with: own)
    }
    replayFolder = try UserConfiguration.text(root, "replay_dir", file)
    templatesFolder = try UserConfiguration.text(root, "cookiecutters_dir", file)
  }

  private static func mapping(
    _ root: AnswerMapping, _ key: String, _ file: String
  ) throws(ProjectTemplateError) -> AnswerMapping? {
    switch root[key] {
    case nil, .null?: return nil
    case .mapping(let mapping)?: return mapping
    default: throw ProjectTemplateError(.configuration, file, "\(key) must be a mapping")
    }
  }

  private static func text(
    _ root: AnswerMapping, _ key: String, _ file: String
  ) throws(ProjectTemplateError) -> String? {
    switch root[key] {
    case nil: return nil
    case .string(let text)?: return text
    default: throw ProjectTemplateError(.configuration, file, "\(key) must be a path")
    }
  }

  /// Returns the address that a template's name stands for: `gh:owner/name` and the like written out.
  public func expanded(_ template: String) -> String {
    if case .string(let whole)? = abbreviations[template] { return whole }
    guard let colon = template.firstIndex(of: ":"),
      case .string(let address)? = abbreviations[String(template[..<colon])]
    else { return template }
    let rest = String(template[template.index(after: colon)...])
    return address.replacing("{0}", with: rest).replacing("{}", with: rest)
  }
}
