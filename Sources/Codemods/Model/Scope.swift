import Changes
import Edits

/// What `{{…}}` and `{"param": …}` stand for: the codemod's parameters and the facts of one service.
struct Scope: Sendable {
  /// Texts, numbers and truth values by the parameters' names.
  let values: [String: EditValue]
  let service: ServiceFacts

  /// Without parameters, for texts that name none.
  static let empty = Scope(values: [:], service: ServiceFacts(name: ""))

  /// Returns the same service with the parameters of a codemod that is used by another.
  func with(_ values: [String: EditValue]) -> Scope {
    Scope(values: values, service: service)
  }
}
