/// A part of a condition.
struct ConditionNode: Sendable {
  indirect enum Kind: Sendable {
    case clause(ConditionClause)
    case not(ConditionNode)
    case all([ConditionNode])
    case any([ConditionNode])
  }

  let kind: Kind
  /// The part as it was written, without white space around it.
  let text: String
}

/// Whether a condition holds.
enum ConditionTruth: Equatable {
  case holds
  /// The smallest part that made it false, as it was written.
  case fails(clause: String)
  /// Clauses of which nothing is known could turn it either way.
  case unknown
}

extension ConditionNode {
  /// Returns the truth by Kleene's logic: what is known decides as soon as it can. Clauses are asked from left to right,
  /// none after the one that decided.
  func truth<Failure: Error>(
    _ facts: (ConditionClause) throws(Failure) -> Bool?
  ) throws(Failure) -> ConditionTruth {
    switch kind {
    case .clause(let clause):
      guard let holds = try facts(clause) else { return .unknown }
      return holds ? .holds : .fails(clause: text)
    case .not(let part):
      switch try part.truth(facts) {
      case .holds: return .fails(clause: text)
      case .fails: return .holds
      case .unknown: return .unknown
      }
    case .all(let parts):
      var truth = ConditionTruth.holds
      for part in parts {
        switch try part.truth(facts) {
        case .holds: continue
        case .fails(let clause): return .fails(clause: clause)
        case .unknown: truth = .unknown
        }
      }
      return truth
    case .any(let parts):
      var truth = ConditionTruth.fails(clause: text)
      for part in parts {
        switch try part.truth(facts) {
        case .holds: return .holds
        case .fails: continue
        case .unknown: truth = .unknown
        }
      }
      return truth
    }
  }
}
