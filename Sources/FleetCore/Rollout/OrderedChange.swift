import Changes

/// A change that says itself in which order it reaches services.
protocol OrderedChange: Change {
  /// Which wave a service is in, from 0; asked once the service has been planned.
  func wave(of service: String) -> Int
}
