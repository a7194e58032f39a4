import Clibgit2

/// What a look at a remote by the way of a push found.
public struct PushLook: Sendable {
  /// All that the remote has, in its order; a push hears nothing of `HEAD`.
  public let advertised: [RemoteReference]
  /// For the push that follows.
  public let advertisement: ReferenceAdvertisement
  /// For pushes to other repositories of the same server; nil where it can't be told from this one.
  public var terms: PushTerms? { PushTerms(advertisement) }
}

extension Repository {
  /// Looks at a remote's references as a push does, so that the push needn't ask again.
  ///
  /// Writes and fetches nothing. Returns nil where a fetch has to look: over anything but http, where pushes go elsewhere
  /// than fetches, where the refspecs would set or prune anything, and where the server doesn't answer pushes.
  /// - Parameter onRefusal: called where the server doesn't let this user push, or doesn't know pushes.
  /// - Throws: what would end a fetch too, such as a limit that passed.
  public func lookToPush(
    to url: String, refspecs: [String], options: NetworkOptions, onRefusal: () -> Void
  ) throws(GitError) -> PushLook? {
    let configuration = options.settings.configuration
    let remote = try RemoteTarget(url, direction: .push, configuration: configuration)
    guard options.engine != .git, remote.isHttp, try remote.isForFetches(of: url, configuration) else { return nil }
    let operation = "fetch \(remote.display)"
    return try OperationContext.run(
      settings: options.settings, limits: options.limits, cancellation: options.cancellation
    ) { (context) throws(GitError) in
      let listing: RemoteListing?
      do throws(GitError) {
        listing = try RemoteListing(of: remote, for: .receivePackReferences, context, operation: operation)
      } catch {
        if error.isTemporary || error.kind == .cancelled || error.kind == .timedOut { throw error }
        listing = nil
      }
      guard let listing else {
        onRefusal()
        return nil
      }
      guard listing.isOfOrigin, listing.advertisement.isSmall, try isUpToDate(refspecs, with: listing.references) else {
        return nil
      }
      return PushLook(advertised: listing.references, advertisement: listing.advertisement)
    }
  }
}
