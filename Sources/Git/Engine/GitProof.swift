/// How git is to show a server who asks.
enum GitProof {
  /// By user and password, in whichever way the server wants them.
  case password(Credential)
  /// By a token in the header of every request.
  case bearer(Credential)
  /// By what git and the user's helpers find.
  case found

  /// The ways in which tokens are tried, in order: what the server offers, git only knows once it has asked.
  static func all(ofURL: Credential?, tokens: [Credential]) -> [GitProof] {
    if let ofURL { return [.password(ofURL)] }
    return tokens.flatMap { [.password($0), .bearer($0)] } + [.found]
  }

  /// Where the credential comes from, in words; nil where git finds it.
  var origin: String? {
    switch self {
    case .password(let credential), .bearer(let credential): credential.origin
    case .found: nil
    }
  }

  /// Whether the way was left at a redirect, which a token isn't taken along: others may follow it.
  func isStopped(by failure: NetworkFailure) -> Bool {
    if case .bearer = self { (300..<400).contains(failure.status ?? 0) } else { false }
  }

  /// The secret in the form in which a git program gets it; nil where there is none, or it can't be handed over.
  func handed(for url: RemoteURL) -> (any HandedSecret)? {
    switch self {
    case .password(let credential): GitCredential(credential)
    case .bearer(let credential): GitBearer(credential, for: url)
    case .found: nil
    }
  }
}

/// A secret that a git program gets through a descriptor: it is in no command line, no environment and no file.
protocol HandedSecret: AnyObject {
  /// What the program gets as `inheritedSecret`; closed with this value.
  var descriptor: Int32 { get }

  /// Tells git of it.
  func apply(to environment: inout GitEnvironment, for url: RemoteURL, _ configuration: GitConfiguration)

  /// Replaces the secret, as it is and as it goes over the wire, in what a server said.
  func redacting(_ line: String) -> String
}

/// The number under which a git program and all that it starts see a secret's descriptor.
let inheritedSecret: Int32 = 3
