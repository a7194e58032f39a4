import Ccurl

/// Finds who to be for one server in one operation: tries what there is in order, each once, and counts.
final class HttpAuthenticator {
  /// How the next request is to say who asks.
  private(set) var authorization = HttpAuthorization.none

  private let url: RemoteURL
  private let options: HttpOptions
  private let context: OperationContext
  private let memoryKey: String
  private let isRedirected: Bool
  private var waiting: [Candidate]?
  private var current: Candidate?
  private var attemptCount = 0
  private var isAskedHelper = false
  private var isKerberosTried = false
  private var helperWords: [String] = []
  private var refused: [String] = []

  /// A way to be tried, and what to say where it is refused.
  private struct Candidate {
    let authorization: HttpAuthorization
    let origin: String
    var credential: Credential?
    var isRemembered = false
  }

  private static let attemptLimit = 3

  /// Makes one for `url`. After a redirect to another host the environment's tokens stay behind: only who asks helpers
  /// by the host's exact name can be sure to be asked for that host.
  init(_ url: RemoteURL, isRedirected: Bool, _ options: HttpOptions, in context: OperationContext) {
    self.url = url
    self.options = options
    self.context = context
    self.isRedirected = isRedirected
    let usesPath = context.settings.configuration.isTrue("credential", "usehttppath", for: url) == true
    memoryKey = "\(url.scheme.rawValue)://\(url.user ?? "")@\(url.hostAndPort)\(usesPath ? url.path : "")"
    guard url.password == nil, !options.hasAuthorization,
      let known = context.settings.memory.authorization(for: memoryKey)
    else { return }
    current = Candidate(authorization: known, origin: "an earlier request", isRemembered: true)
    authorization = known
  }

  /// Takes note that the server wants somebody (else) and chooses the next way; throws where there is none left.
  func next(offered: HttpMethods) throws(NetworkFailure) {
    if options.hasAuthorization { throw failure("refused the Authorization header of http.extraHeader") }
    forgetCurrent()
    guard attemptCount < HttpAuthenticator.attemptLimit else {
      throw failure(
        "refused the credentials of \(refused.joined(separator: ", ")); gave up after \(attemptCount) tries")
    }
    if waiting == nil { waiting = candidates(offered) }
    if let candidate = waiting?.first {
      waiting?.removeFirst()
      attemptCount += 1
      use(candidate)
      return
    }
    if url.password == nil, offered.hasNegotiate, !isKerberosTried, options.allowsEmptyUser != false {
      isKerberosTried = true
      use(Candidate(authorization: .negotiate, origin: "Kerberos"))
      return
    }
    if url.password == nil, !isAskedHelper, let candidate = try helperCandidate(offered) {
      attemptCount += 1
      use(candidate)
      return
    }
    throw refused.isEmpty
      ? failure(
        "wants credentials, and there are none for it\(offered.bits == 0 ? " (it names no way to give them)" : "")")
      : failure("refused the credentials of \(refused.joined(separator: ", "))")
  }

  /// Takes note that the server let the request pass.
  func accepted() {
    guard let current, !current.isRemembered else { return }
    if let credential = current.credential, credential.source == .helper {
      CredentialHelper(context, host: url.hostAndPort).approve(credential, CredentialHelper.Request(url))
    }
    self.current?.isRemembered = true
    guard url.password == nil else { return }
    context.settings.memory.remember(current.authorization, for: memoryKey)
  }

  private func use(_ candidate: Candidate) {
    current = candidate
    authorization = candidate.authorization
  }

  private func forgetCurrent() {
    guard let current else { return }
    self.current = nil
    authorization = .none
    context.settings.memory.forget(current.authorization, for: memoryKey)
    if let credential = current.credential, credential.source == .helper {
      CredentialHelper(context, host: url.hostAndPort).reject(credential, CredentialHelper.Request(url))
    }
    // What was remembered, or Kerberos without a ticket, is no news to the user.
    if !current.isRemembered && current.authorization != .negotiate && !refused.contains(current.origin) {
      refused.append(current.origin)
    }
  }

  /// Everything but the helpers, which may cost the user's attention.
  private func candidates(_ offered: HttpMethods) -> [Candidate] {
    if let password = url.password {
      return ways(for: Credential(user: url.user ?? "", password: password, source: .url), offered)
    }
    var found: [Candidate] = []
    if !isRedirected {
      for credential in TokenVariables(context.settings).credentials(for: url) {
        found += ways(for: credential, offered)
      }
    }
    if url.user == nil, let path = Netrc.path(for: url.host, context.settings) {
      let methods = offered.bits == 0 ? HttpMethods.everyPassword : offered.bits & HttpMethods.everyPassword
      if methods != 0 {
        found.append(Candidate(authorization: .netrc(path: path, methods: methods), origin: "~/.netrc"))
      }
    }
    return found
  }

  private func ways(for credential: Credential, _ offered: HttpMethods) -> [Candidate] {
    offered.authorizations(for: credential).map {
      Candidate(authorization: $0, origin: credential.origin, credential: credential)
    }
  }

  /// Asks the helpers, unless another worker has just been given an answer for this server.
  private func helperCandidate(_ offered: HttpMethods) throws(NetworkFailure) -> Candidate? {
    isAskedHelper = true
    let memory = context.settings.memory
    return try memory.whileAsking(in: context, host: url.hostAndPort) { () throws(NetworkFailure) in
      if let known = memory.authorization(for: memoryKey) {
        return Candidate(authorization: known, origin: "git credential")
      }
      let (credential, words) = try CredentialHelper(context, host: url.hostAndPort).fill(CredentialHelper.Request(url))
      helperWords = words
      guard let credential, let way = offered.authorizations(for: credential).first else { return nil }
      memory.remember(way, for: memoryKey)
      return Candidate(authorization: way, origin: "git credential", credential: credential)
    }
  }

  private func failure(_ reason: String) -> NetworkFailure {
    NetworkFailure(
      .authentication, host: url.hostAndPort, "\(url.hostAndPort) \(reason)",
      hint: "set \(TokenVariables.name(for: url.host)), or git config credential.helper", serverWords: helperWords,
      status: 401)
  }
}

extension HttpMethods {
  /// The ways that take a user's name and a password.
  static let everyPassword = fleet_auth_basic | fleet_auth_digest | fleet_auth_ntlm
}
