import Patterns

/// The smallest part of a condition: one question.
struct ConditionClause: Sendable {
  enum Kind: Sendable {
    case name(Glob)
    case tag(Glob)
    /// There is a file or link with such a path.
    case file(Glob)
    /// A text is found in a file with such a path, in any text file where there is no glob.
    case contains(ContentSearch, in: Glob?)
    /// A declared submodule leads to the library with this name.
    case pins(library: String)
    /// The remote has such a branch.
    case branch(Glob)
    /// The service was stamped from this template.
    case template(String)
  }

  let kind: Kind
  /// The clause as it was written.
  let text: String

  /// What the manifest alone says; nil where the repository has to be asked.
  func holds(for service: Service) -> Bool? {
    switch kind {
    case .name(let glob): glob.matches(service.name)
    case .tag(let glob): service.tags.contains { glob.matches($0) }
    case .file, .contains, .pins, .branch, .template: nil
    }
  }
}
