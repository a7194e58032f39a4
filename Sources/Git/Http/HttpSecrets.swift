import Ccurl

/// The secrets that connections themselves need, asked of `git credential` once a process.
struct HttpSecrets {
  private let context: OperationContext
  private let host: String

  init(_ context: OperationContext, host: String) {
    self.context = context
    self.host = host
  }

  /// The password of a proxy whose URL names a user and no password.
  func password(of proxy: ProxyOptions) throws(NetworkFailure) -> Secret? {
    guard let user = proxy.user, proxy.password == nil, !proxy.address.isEmpty else { return nil }
    let hasScheme = proxy.address.utf8.firstRange(of: "://".utf8) != nil
    // A proxy that can't be read as a URL has no password; curl will say what is wrong with it.
    guard let url = try? RemoteURL(parsing: hasScheme ? proxy.address : "http://\(proxy.address)") else { return nil }
    return try ask(.init(scheme: url.scheme.rawValue, host: url.hostAndPort, path: "", user: user))
  }

  /// The passphrase of the client's key, where it is said to have one.
  func passphrase(of tls: TlsOptions) throws(NetworkFailure) -> Secret? {
    guard tls.isKeyProtected, let file = tls.certificateFile else { return nil }
    return try ask(.init(scheme: "cert", host: "", path: file, user: ""))
  }

  private func ask(_ request: CredentialHelper.Request) throws(NetworkFailure) -> Secret? {
    let key = "\(request.scheme)://\(request.user ?? "")@\(request.host)/\(request.path)"
    return try context.settings.memory.secret(for: key, in: context) { () throws(NetworkFailure) in
      try CredentialHelper(context, host: host).fill(request).credential?.password
    }
  }
}
