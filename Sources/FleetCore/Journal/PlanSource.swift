import Changes
import Git

/// What a plan comes of, besides the base and what makes the campaign: of equal ones planning gives equal trees.
struct PlanSource: Sendable, Equatable {
  /// 40 digits.
  let digest: String

  init(digest: String) {
    self.digest = digest
  }

  /// - Parameter build: tells one build of this program from another.
  init(build: String, facts: ServiceFacts) {
    let parts = [build, facts.name, facts.branch] + facts.tags.sorted()
    digest = ObjectID(hashingBlob: Array(parts.joined(separator: "\0").utf8)).hex
  }
}
