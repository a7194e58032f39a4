import Changes

/// A change that has something to say of a service that it was planned for.
protocol NotedChange: Change {
  /// One line for the report; nil where there is nothing to say.
  func note(for service: String) -> String?
}
