/// Who asks, and how that is proved; with where it was found, for messages.
struct Credential: Equatable {
  enum Source: Equatable {
    case url
    /// The environment variable of that name.
    case token(variable: String)
    /// `git credential`.
    case helper
  }

  let user: String
  let password: Secret
  let source: Source

  /// Where it comes from, in words.
  var origin: String {
    switch source {
    case .url: "the URL"
    case .token(let variable): variable
    case .helper: "git credential"
    }
  }
}
