/// Why a repository that something was planned for isn't reached in a run.
struct HoldReason: Sendable {
  /// The kind of such a result.
  static let kind = "held-back"
  static let mend = "see to those that went wrong and run the same command: it goes on after what is done"

  let message: String
  let hint: String
}
