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
    if let local = try LocalRepository.advertisedReferences(
      of: remote, context: context, operation: "list \(remote.display)")
    {
      return local
    }
    let connection = try RemoteConnection.open(
      remote, direction: GIT_DIRECTION_FETCH, repository: nil, options: options, context: context,
      operation: "list \(remote.display)")
    return try connection.advertisedReferences()
  }
}
