import Clibgit2

/// Returns what a remote advertises, in its order, without a repository of our own: all references and `HEAD`.
///
/// Blocks; runs on a `BlockingPool`.
public func advertisedReferences(of url: String, options: NetworkOptions) throws(GitError) -> [RemoteReference] {
  LibGit2.start()
  let remote = try RemoteTarget(url, direction: .fetch, configuration: options.settings.configuration)
  return try OperationContext.run(
    settings: options.settings, limits: options.limits, cancellation: options.cancellation
  ) { (context) throws(GitError) in
    let operation = "list \(remote.display)"
    func byGit() throws(GitError) -> [RemoteReference] {
      try GitEngine(remote, context: context, operation: operation).advertisedReferences()
    }
    if options.engine == .git { return try byGit() }
    if let local = try LocalRepository.advertisedReferences(of: remote, context: context, operation: operation) {
      return local
    }
    do throws(GitError) {
      if let listing = try RemoteListing(of: remote, for: .uploadPackReferences, context, operation: operation) {
        return listing.references
      }
      let connection = try RemoteConnection.open(
        remote, direction: GIT_DIRECTION_FETCH, repository: nil, options: options, context: context,
        operation: operation)
      return try connection.advertisedReferences()
    } catch {
      guard options.engine == .automatic, context.failure?.gitReason != nil else { throw error }
      return try byGit()
    }
  }
}
