import Git

/// What a refresh saw on the remote.
struct RemoteState: Equatable {
  /// The branch that the remote's `HEAD` names, without `refs/heads/`; nil where the remote doesn't say.
  let defaultBranch: String?
  /// The branches' tips by their names, without `refs/heads/`.
  let branches: [String: ObjectID]
  /// What the report adds, such as that the mirror had to be made anew.
  let note: String?
  /// Why the git program asked the remote; nil where the library did.
  let gitReason: GitReason?

  static let prefix = "refs/heads/"
}

extension RemoteState {
  /// - Parameter headTarget: the full name of the branch that `HEAD` names.
  init(
    _ advertised: [RemoteReference], headTarget: String? = nil, note: String? = nil, gitReason: GitReason? = nil
  ) {
    func branch(_ name: String) -> String? {
      name.hasPrefix(Self.prefix) ? String(name.dropFirst(Self.prefix.count)) : nil
    }
    var branches: [String: ObjectID] = [:]
    for reference in advertised {
      if let name = branch(reference.name) { branches[name] = reference.id }
    }
    self.init(defaultBranch: headTarget.flatMap(branch), branches: branches, note: note, gitReason: gitReason)
  }
}
