import Git

extension GitReason {
  /// What a report says after `by git:`, such as `fleet.yaml says so`.
  public var words: String {
    switch self {
    case .wanted: "fleet.yaml says so"
    case .dumbServer: "the server speaks git's dumb protocol only"
    case .largePush: "the push is a large one"
    }
  }
}
