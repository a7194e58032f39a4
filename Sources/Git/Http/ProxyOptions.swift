import Ccurl

/// Which proxy leads to a server, as git finds it: `http.<url>.proxy`, `http.proxy`, then the environment.
struct ProxyOptions: Equatable {
  /// Without user info; empty where no proxy is used.
  let address: String
  let user: String?
  let password: Secret?
  /// Hosts that are reached without the proxy, in curl's form; empty for none.
  let exceptions: String
  /// Which ways to authenticate may be used with the proxy: all, unless `http.proxyAuthMethod` names one.
  let methods: UInt
  let caFile: String?
  let certificateFile: String?
  let keyFile: String?

  init(for url: RemoteURL, _ settings: NetworkSettings) {
    let configuration = settings.configuration
    // A setting of nothing means: no proxy, whatever the environment says.
    let text = configuration.string("http", "proxy", for: url) ?? ProxyOptions.ofEnvironment(for: url, settings) ?? ""
    (address, user, password) = ProxyOptions.parts(of: text)
    exceptions = settings.variable("no_proxy") ?? settings.variable("NO_PROXY") ?? ""
    let method =
      settings.variable("GIT_HTTP_PROXY_AUTHMETHOD") ?? configuration.string("http", "proxyauthmethod", for: url)
    methods = ProxyOptions.methods(method)
    func file(_ variable: String, _ name: String) -> String? {
      settings.variable(variable) ?? configuration.string("http", name, for: url).map { settings.expandingHome($0) }
    }
    caFile = file("GIT_PROXY_SSL_CAINFO", "proxysslcainfo")
    certificateFile = file("GIT_PROXY_SSL_CERT", "proxysslcert")
    keyFile = file("GIT_PROXY_SSL_KEY", "proxysslkey")
  }

  /// `HTTP_PROXY` in capitals isn't read: a CGI program's caller can set it by a header (httpoxy).
  private static func ofEnvironment(for url: RemoteURL, _ settings: NetworkSettings) -> String? {
    let names = url.scheme == .https ? ["https_proxy", "HTTPS_PROXY"] : ["http_proxy"]
    for name in names + ["all_proxy", "ALL_PROXY"] {
      if let value = settings.variable(name) { return value }
    }
    return nil
  }

  private static func parts(of text: String) -> (address: String, user: String?, password: Secret?) {
    let bytes = Array(text.utf8)
    let start = RemoteURL.schemeSeparator(in: bytes)?.upperBound ?? 0
    guard let at = bytes[start...].lastIndex(of: UInt8(ascii: "@")) else { return (text, nil, nil) }
    let address = String(decoding: bytes[..<start] + bytes[(at + 1)...], as: UTF8.self)
    let info = bytes[start..<at]
    let colon = info.firstIndex(of: UInt8(ascii: ":")) ?? info.endIndex
    func decoded(_ part: ArraySlice<UInt8>) -> String {
      String(decoding: RemoteURLParser.decoded(part) ?? Array(part), as: UTF8.self)
    }
    let password = colon < info.endIndex ? Secret(decoded(info[(colon + 1)...])) : nil
    return (address, decoded(info[..<colon]), password)
  }

  private static func methods(_ name: String?) -> UInt {
    switch name {
    case "basic": fleet_auth_basic
    case "digest": fleet_auth_digest
    case "negotiate": fleet_auth_negotiate
    case "ntlm": fleet_auth_ntlm
    default: fleet_auth_any
    }
  }

  /// Sets them on a handle; `asked` is a password that was found elsewhere.
  ///
  /// Empty texts are set on purpose: without any, curl would look into the process's environment.
  func apply(to handle: CurlHandle, asked: Secret?) throws(NetworkFailure) {
    try handle.set(CURLOPT_PROXY, address)
    try handle.set(CURLOPT_NOPROXY, exceptions)
    guard !address.isEmpty else { return }
    try handle.set(CURLOPT_PROXYAUTH, Int(bitPattern: methods))
    try handle.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    if let user {
      try handle.set(CURLOPT_PROXYUSERNAME, user)
      try handle.set(CURLOPT_PROXYPASSWORD, (password ?? asked)?.exposed ?? "")
    }
    if let caFile { try handle.set(CURLOPT_PROXY_CAINFO, caFile) }
    if let certificateFile { try handle.set(CURLOPT_PROXY_SSLCERT, certificateFile) }
    if let keyFile { try handle.set(CURLOPT_PROXY_SSLKEY, keyFile) }
  }
}
