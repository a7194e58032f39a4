import FleetTestSupport
import Foundation

@testable import Git

/// A folder, a bare repository in it, and network settings that know nothing of this machine's user.
final class TransportWorkbench {
  let folder: TemporaryFolder
  /// Which engine the options name.
  var engine = RemoteEngine.automatic
  private let repositoryPath: String

  init(folder: TemporaryFolder? = nil) throws {
    let folder = try folder ?? TemporaryFolder()
    self.folder = folder
    repositoryPath = "\(folder.path)/local-\(UUID().uuidString).git"
    _ = try Repository(creatingBare: repositoryPath)
  }

  /// Settings with the hermetic environment, with some variables set otherwise, and git's configuration read anew.
  func settings(_ variables: [String: String] = [:], config: [String: String] = [:]) throws -> NetworkSettings {
    var environment = HermeticEnvironment.variables(home: folder.path)
    for (number, (key, value)) in config.sorted(by: { $0.key < $1.key }).enumerated() {
      environment["GIT_CONFIG_KEY_\(number)"] = key
      environment["GIT_CONFIG_VALUE_\(number)"] = value
    }
    if !config.isEmpty { environment["GIT_CONFIG_COUNT"] = String(config.count) }
    environment.merge(variables) { $1 }
    return NetworkSettings(
      environment: environment, configuration: try GitConfiguration(environment: environment), version: "1.2.3")
  }

  func options(
    _ variables: [String: String] = [:], config: [String: String] = [:], limits: NetworkLimits = .forTests,
    cancellation: Cancellation = Cancellation()
  ) throws -> NetworkOptions {
    NetworkOptions(
      settings: try settings(variables, config: config), limits: limits, cancellation: cancellation, engine: engine)
  }

  @discardableResult
  func fetch(_ url: String, _ options: NetworkOptions? = nil) throws -> FetchReport {
    try Repository(openingBare: repositoryPath)
      .fetch(from: url, refspecs: ["+refs/heads/*:refs/remotes/origin/*"], options: options ?? self.options())
  }

  func fetchTyped(_ url: String, _ options: NetworkOptions? = nil) throws(GitError) -> FetchReport? {
    do { return try fetch(url, options) } catch let error as GitError { throw error } catch { return nil }
  }

  /// Commits files on top of the remote's main branch as it was fetched, if it was; returns the commit's id.
  func commit(_ files: [String: String], on base: ObjectID? = nil, message: String = "Change\n") throws -> ObjectID {
    let repository = try Repository(openingBare: repositoryPath)
    let parent = if let base { base } else { try repository.reference("refs/remotes/origin/main") }
    var edits: [TreeEntryEdit] = []
    for (path, text) in files {
      edits.append(TreeEntryEdit(pathBytes: Array(path.utf8), action: .write(Array(text.utf8), mode: 0o100644)))
    }
    let tree = try repository.writeTree(base: try parent.map { try repository.tree(of: $0) }, edits: edits)
    let signature = Signature(name: "A U Thor", email: "author@example.com", seconds: 1_700_000_000)
    return try repository.writeCommit(
      tree: tree, parents: [parent].compactMap(\.self), author: signature, committer: signature, message: message)
  }

  func push(
    _ commit: ObjectID, to url: String, _ reference: String, expecting expected: ObjectID? = nil,
    knowing knowledge: PushKnowledge? = nil, _ options: NetworkOptions? = nil
  ) throws -> [PushResult] {
    try Repository(openingBare: repositoryPath)
      .push(
        to: url, updates: [PushUpdate(source: commit, destination: reference, expected: expected)],
        knowing: knowledge, options: options ?? self.options())
  }

  /// Looks as a push does at what `fetch` fetches.
  func lookToPush(_ url: String, _ options: NetworkOptions? = nil) throws -> (look: PushLook?, isRefused: Bool) {
    var isRefused = false
    let look = try Repository(openingBare: repositoryPath)
      .lookToPush(
        to: url, refspecs: ["+refs/heads/*:refs/remotes/origin/*"], options: options ?? self.options(),
        onRefusal: { isRefused = true })
    return (look, isRefused)
  }

  /// The error of a listing that has to fail.
  func failure(_ url: String, _ options: NetworkOptions? = nil) throws -> GitError? {
    let options = try options ?? self.options()
    do throws(GitError) {
      _ = try advertisedReferences(of: url, options: options)
      return nil
    } catch {
      return error
    }
  }
}

extension RemoteEngine {
  /// The library, where nothing speaks against it, and the git program: what holds for one has to hold for the other.
  static let both: [RemoteEngine] = [.automatic, .git]
}

extension NetworkLimits {
  /// Long enough for a busy machine, short enough for a test that hangs.
  static let forTests = NetworkLimits(connect: .seconds(20), idle: .seconds(20), total: .seconds(60))
}
