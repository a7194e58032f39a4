import Changes

/// A change whose result may have become wrong between the plan and the push, through what lies outside of the repository.
protocol GuardedChange: Change {
  /// Returns why what was last planned for a service may not be pushed any more; nil where it may.
  func objection(toPushing service: String, _ context: RunContext) async -> Refusal?
}
