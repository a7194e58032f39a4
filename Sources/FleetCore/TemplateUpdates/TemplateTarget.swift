import Git

/// The state of a template that a service is to come to.
struct TemplateTarget: Sendable, Equatable {
  /// In the template's mirror, or in the shelf.
  let commit: ObjectID
  /// The reference that it is found by.
  var ref: String?
  /// Of a template without commits.
  var digest: String?

  /// What reports call it: the commit, or the digest.
  var name: String { digest ?? commit.hex }
  var short: String { String(name.prefix(7)) }
}
