/// Whether tests and scripts are shut in, and whether they have a network then.
public enum SandboxMode: String, Sendable, CaseIterable {
  /// They see this machine as the user does.
  case none
  /// In a sandbox without a network.
  case offline
  /// In a sandbox with the machine's network.
  case network
}
