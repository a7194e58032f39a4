import Ccurl

/// How TLS connections are made: git's settings, but never without a check of the certificate and never below TLS 1.2.
struct TlsOptions: Equatable {
  let caFile: String?
  let caFolder: String?
  let certificateFile: String?
  let certificateType: String?
  let keyFile: String?
  let keyType: String?
  let isKeyProtected: Bool
  let minimumVersion: Int
  let ciphers: String?
  let pinnedKey: String?

  /// Finds git's settings for `url`. A variable of git's goes first, then git's configuration, then OpenSSL's variable.
  init(for url: RemoteURL, _ settings: NetworkSettings) {
    func setting(_ variable: String?, _ name: String, _ fallback: String? = nil) -> String? {
      if let value = variable.flatMap({ settings.variable($0) }) { return value }
      let configured = settings.configuration.string("http", name, for: url).flatMap { $0.isEmpty ? nil : $0 }
      return configured.map { settings.expandingHome($0) } ?? fallback.flatMap { settings.variable($0) }
    }
    caFile = setting("GIT_SSL_CAINFO", "sslcainfo", "SSL_CERT_FILE")
    caFolder = setting("GIT_SSL_CAPATH", "sslcapath", "SSL_CERT_DIR")
    certificateFile = setting("GIT_SSL_CERT", "sslcert")
    certificateType = setting("GIT_SSL_CERT_TYPE", "sslcerttype")
    keyFile = setting("GIT_SSL_KEY", "sslkey")
    keyType = setting("GIT_SSL_KEY_TYPE", "sslkeytype")
    isKeyProtected =
      settings.variable("GIT_SSL_CERT_PASSWORD_PROTECTED") != nil
      || settings.configuration.isTrue("http", "sslcertpasswordprotected", for: url) == true
    minimumVersion = TlsOptions.version(setting("GIT_SSL_VERSION", "sslversion"))
    ciphers = setting("GIT_SSL_CIPHER_LIST", "sslcipherlist")
    pinnedKey = setting(nil, "pinnedpubkey")
  }

  /// Names of `http.sslVersion` older than TLS 1.2 mean TLS 1.2: the setting can raise the bar only.
  private static func version(_ name: String?) -> Int {
    Int(name == "tlsv1.3" ? CURL_SSLVERSION_TLSv1_3 : CURL_SSLVERSION_TLSv1_2)
  }

  /// The least version, as `http.sslVersion` names it.
  var versionName: String { minimumVersion == Int(CURL_SSLVERSION_TLSv1_3) ? "tlsv1.3" : "tlsv1.2" }

  /// Sets them on a handle. `passphrase` is that of the client's key.
  func apply(to handle: CurlHandle, passphrase: Secret?) throws(NetworkFailure) {
    try handle.set(CURLOPT_SSL_VERIFYPEER, 1)
    try handle.set(CURLOPT_SSL_VERIFYHOST, 2)
    try handle.set(CURLOPT_SSLVERSION, minimumVersion)
    if let caFile { try handle.set(CURLOPT_CAINFO, caFile) }
    if let caFolder { try handle.set(CURLOPT_CAPATH, caFolder) }
    if let ciphers { try handle.set(CURLOPT_SSL_CIPHER_LIST, ciphers) }
    if let pinnedKey { try handle.set(CURLOPT_PINNEDPUBLICKEY, pinnedKey) }
    if let certificateFile {
      try handle.set(CURLOPT_SSLCERT, certificateFile)
      if let certificateType { try handle.set(CURLOPT_SSLCERTTYPE, certificateType) }
      if let keyFile { try handle.set(CURLOPT_SSLKEY, keyFile) }
      if let keyType { try handle.set(CURLOPT_SSLKEYTYPE, keyType) }
      // Without any text OpenSSL would ask at the terminal, and wait.
      try handle.set(CURLOPT_KEYPASSWD, passphrase?.exposed ?? "")
    }
  }
}

extension NetworkSettings {
  /// Replaces a leading `~/` by the home folder, as git does in values that are paths.
  func expandingHome(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home = variable("HOME") else { return path }
    return home + path.dropFirst()
  }
}
