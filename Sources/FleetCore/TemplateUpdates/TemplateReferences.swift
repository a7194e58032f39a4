import Git

/// What names commits in a template's repository.
struct TemplateReferences: Sendable, Equatable {
  /// The commit of the default branch.
  let head: ObjectID?
  /// The commits of branches and tags by their full names.
  let commits: [String: ObjectID]

  /// Reads a mirror.
  init(reading mirror: String) throws(GitError) {
    let repository = try Repository(openingBare: mirror)
    head = try repository.resolveCommit("HEAD")
    var commits: [String: ObjectID] = [:]
    for prefix in ["refs/heads/", "refs/tags/"] {
      for reference in try repository.references(prefix: prefix) {
        commits[reference.name] = try repository.resolveCommit(reference.id.hex)
      }
    }
    self.commits = commits
  }

  /// Returns the commit of a branch, else of a tag, else that a part of its id names; nil stands for the default branch.
  func commit(_ ref: String?, in mirror: String) throws(GitError) -> ObjectID? {
    guard let ref else { return head }
    if let commit = commits["refs/heads/\(ref)"] ?? commits["refs/tags/\(ref)"] { return commit }
    let isID =
      (7...64).contains(ref.utf8.count) && ref.utf8.allSatisfy { Unicode.Scalar($0).properties.isASCIIHexDigit }
    return isID ? try Repository(openingBare: mirror).resolveCommit(ref) : nil
  }
}

extension TemplateReferences {
  /// A line each: the commit and the name.
  var text: String {
    let lines = commits.map { "\($0.value.hex) \($0.key)" } + (head.map { ["\($0.hex) HEAD"] } ?? [])
    return lines.sorted().map { $0 + "\n" }.joined()
  }

  /// Reads `text`.
  init(parsing text: String) {
    var commits: [String: ObjectID] = [:]
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 1)
      if words.count == 2, let id = ObjectID(hex: String(words[0])) { commits[String(words[1])] = id }
    }
    head = commits.removeValue(forKey: "HEAD")
    self.commits = commits
  }
}
