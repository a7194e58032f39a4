import Patterns

/// Which services a command is for.
///
/// A term is a name or glob (`billing`, `bill*`), a tag (`tag:django`), or either with `!` in front to leave out. The
/// services that any positive term names are taken, all if there is none, and those that a negative one names left out.
public struct Selection: Sendable {
  public let terms: [SelectionTerm]
  /// At most so many services, the first by name.
  public let limit: Int?

  public init(terms: [SelectionTerm] = [], limit: Int? = nil) {
    self.terms = terms
    self.limit = limit
  }

  /// Reads terms that are separated by commas or white space, as `--select` and `--repos FILE` give them.
  public init(parsing texts: [String], limit: Int? = nil) throws(SelectionError) {
    var terms: [SelectionTerm] = []
    for word in texts.flatMap({ $0.split(whereSeparator: { $0 == "," || $0.isWhitespace }) }) {
      terms.append(try SelectionTerm(parsing: String(word)))
    }
    self.init(terms: terms, limit: limit)
  }

  /// Returns the chosen services, sorted by name.
  ///
  /// - Throws: if a term that isn't negative names no service of the fleet: a misspelt name must not look like a success.
  public func services(of manifest: Manifest) throws(SelectionError) -> [Service] {
    for term in terms where !term.isNegative && !manifest.services.contains(where: term.matches) {
      throw SelectionError(
        message: "no service of \(manifest.name) matches \"\(term.text)\"",
        hint: "fleet repos list")
    }
    let hasPositiveTerm = terms.contains { !$0.isNegative }
    let chosen = manifest.services.filter { service in
      (!hasPositiveTerm || terms.contains { !$0.isNegative && $0.matches(service) })
        && !terms.contains { $0.isNegative && $0.matches(service) }
    }
    let sorted = chosen.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    return limit.map { Array(sorted.prefix($0)) } ?? sorted
  }
}

/// What is wrong with a selection: a term that can't be read, or one that names nothing.
public struct SelectionError: Error, Sendable, Equatable {
  public let message: String
  public let hint: String?

  public init(message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }
}
