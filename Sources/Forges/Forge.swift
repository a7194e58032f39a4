/// A place that hosts repositories and knows change requests: GitHub, GitLab, Gitea.
///
/// The pipeline's delivery ends with a branch on the remote; where a forge is known, a change request follows it.
public protocol Forge: Sendable {
  /// Returns the open change request from one branch to another, or nil if there is none.
  func changeRequest(in repository: ForgeRepository, from source: String, to target: String) async throws
    -> ChangeRequest?

  /// Opens a change request; there must not be an open one between the same branches.
  func open(_ draft: ChangeRequestDraft, in repository: ForgeRepository) async throws -> ChangeRequest
}

/// A repository as a forge names it.
public struct ForgeRepository: Sendable, Hashable {
  /// The organisation, group or user; with slashes where groups are nested.
  public let owner: String
  public let name: String

  public init(owner: String, name: String) {
    self.owner = owner
    self.name = name
  }
}

/// What a change request says before it is opened.
public struct ChangeRequestDraft: Sendable, Equatable {
  public let title: String
  public let body: String
  /// Branch names, without `refs/heads/`.
  public let source: String
  public let target: String

  public init(title: String, body: String, source: String, target: String) {
    self.title = title
    self.body = body
    self.source = source
    self.target = target
  }
}

/// A request to take a branch over: a pull request or a merge request.
public struct ChangeRequest: Sendable, Equatable {
  /// The number that people quote.
  public let number: Int
  /// The page to read it on.
  public let url: String

  public init(number: Int, url: String) {
    self.number = number
    self.url = url
  }
}
