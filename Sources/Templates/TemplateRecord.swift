/// What a stamped service remembers of its template: enough to render the same files again.
///
/// Lies in the service as `.fleet/template.json`.
public struct TemplateRecord: Sendable, Equatable {
  /// Where the template came from, as the person named it.
  public let source: String
  /// The commit that was rendered; nil for a plain folder.
  public let commit: String?
  /// The folder inside the source, if it isn't the root.
  public let directory: String?

  public init(source: String, commit: String?, directory: String?) {
    self.source = source
    self.commit = commit
    self.directory = directory
  }
}
