/// How many matches a step must have, counted over all its files.
struct MatchCount: Sendable, Equatable {
  let minimum: Int
  /// Nil for any number.
  let maximum: Int?

  static let atLeastOne = MatchCount(minimum: 1, maximum: nil)
  static let any = MatchCount(minimum: 0, maximum: nil)

  func allows(_ count: Int) -> Bool {
    count >= minimum && count <= maximum ?? .max
  }

  /// The rule in words: `exactly 1`, `at least 1`, `2 to 4`, `at most 3`.
  var words: String {
    switch (minimum, maximum) {
    case (let minimum, nil): "at least \(minimum)"
    case (0, let maximum?): "at most \(maximum)"
    case (let minimum, let maximum?): minimum == maximum ? "exactly \(minimum)" : "\(minimum) to \(maximum)"
    }
  }
}
