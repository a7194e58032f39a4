import Changes
import Git
import Templates

/// Where templates that have no commits are kept as they were when services were stamped from them: folders, archives, those
/// that came with the program.
///
/// A bare repository with a commit and a reference for each state of a template, named by its digest. Losing it loses no
/// service: the first update of each finds what was stamped in the service's own history.
public struct TemplateShelf: Sendable {
  private let path: String

  public init(_ folders: CacheFolders) {
    path = folders.templates
  }

  /// A digest of what a template is rendered from.
  public static func digest(of template: ProjectTemplate) -> String {
    TreeListing(template.files).digest
  }

  /// Keeps a template and returns its commit.
  @discardableResult
  public func keep(_ template: ProjectTemplate, digest: String) throws(GitError) -> ObjectID {
    let repository = try opened()
    if let known = try repository.reference(Self.reference(digest)) { return known }
    let edits = template.files.gitEntries.map { path, mode, content in
      TreeEntryEdit(pathBytes: path.bytes, action: .write(content, mode: mode.rawValue))
    }
    let author = Signature(name: "fleet", email: "fleet@localhost", seconds: 0, offsetMinutes: 0)
    let commit = try repository.writeCommit(
      tree: try repository.writeTree(base: nil, edits: edits), parents: [], author: author, committer: author,
      message: "Keep \(digest)\n")
    try repository.setReference(Self.reference(digest), to: commit)
    return commit
  }

  /// Returns the commit of a template with a digest; nil where it isn't here.
  func commit(of digest: String) throws(GitError) -> ObjectID? {
    guard digest.utf8.count == 40, digest.utf8.allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }) else {
      return nil
    }
    return try opened().reference(Self.reference(digest))
  }

  /// The repository that holds them.
  var repository: String { path }

  private static func reference(_ digest: String) -> String { "refs/fleet/templates/\(digest)" }

  private func opened() throws(GitError) -> Repository {
    do throws(GitError) {
      return try Repository(openingBare: path)
    } catch  where error.kind == .notARepository || error.kind == .notFound {
      do throws(GitError) {
        return try Repository(creatingBare: path)
      } catch {
        // Another process may have made it just now.
        if let made = try? Repository(openingBare: path) { return made }
        throw error
      }
    }
  }
}
