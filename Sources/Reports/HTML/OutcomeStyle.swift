import FleetCore

/// How a page shows an outcome: by a colour and a sign, never by colour alone.
enum OutcomeStyle: String, CaseIterable {
  case done
  case pending
  case quiet
  case warning
  case bad

  init(_ outcome: Outcome) {
    switch outcome {
    case .delivered: self = .done
    case .changed: self = .pending
    case .unchanged, .notApplicable, .skipped: self = .quiet
    case .refused, .alreadyFailing, .conflict: self = .warning
    case .brokenByChange, .failed: self = .bad
    }
  }

  var sign: String {
    switch self {
    case .done: "✓"
    case .pending: "→"
    case .quiet: "–"
    case .warning: "!"
    case .bad: "✗"
    }
  }
}

extension RunReport {
  /// The outcomes that occur, with their counts: first those that need a person.
  var tally: [(outcome: Outcome, count: Int)] {
    let groups = Dictionary(grouping: results.map(\.outcome), by: \.name)
    return groups.values.map { ($0[0], $0.count) }.sorted { left, right in
      if left.0.isFine != right.0.isFine { return !left.0.isFine }
      return left.1 == right.1 ? left.0.name < right.0.name : left.1 > right.1
    }
  }
}
