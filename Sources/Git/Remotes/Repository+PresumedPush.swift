extension Repository {
  /// Pushes in one request, without asking what the remote has: the server compares with what the updates expect, and swaps.
  ///
  /// Returns nil where the remote has to be asked after all: over anything but http, where pushes go elsewhere than the
  /// fetches by which the remote is known, and where the server didn't take it for another reason than that a reference
  /// has moved.
  ///
  /// - Parameter url: the remote as fetches know it.
  func push(
    to remote: RemoteTarget, _ updates: [PushUpdate], presuming presumption: PushPresumption, from url: String,
    _ options: NetworkOptions
  ) throws(GitError) -> [PushResult]? {
    guard options.engine != .git, remote.isHttp,
      try remote.isForFetches(of: url, options.settings.configuration),
      let advertisement = presumption.advertisement(of: updates, at: remote.text)
    else { return nil }
    do throws(GitError) {
      let results = try push(to: remote, updates, hearing: advertisement, from: url, { _ in }, options)
      // The history that wasn't sent may not be there, if no reference that was compared leads to it.
      let isBaseCompared = updates.contains { $0.expected == presumption.base }
      return isBaseCompared || results.contains(where: \.isAccepted) ? results : nil
    } catch  where !error.isTemporary && ![.moved, .cancelled, .timedOut].contains(error.kind) {
      return nil
    }
  }
}
