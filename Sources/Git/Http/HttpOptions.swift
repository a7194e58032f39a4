import Ccurl
import Foundation

/// What git's configuration and the environment say about requests to one URL.
struct HttpOptions: Equatable {
  /// Which redirects are followed (`http.followRedirects`).
  enum Redirects: Equatable {
    /// Only of the first request, which asks for the references.
    case initial
    case all
    case none
  }

  let tls: TlsOptions
  let proxy: ProxyOptions
  let userAgent: String
  let redirects: Redirects
  /// Header lines for every request, in order.
  let extraHeaders: [String]
  /// From how many bytes on a request is sent in pieces (`http.postBuffer`).
  let bufferByteCount: Int
  let cookieFile: String?
  let version: Int
  /// Whether Kerberos may be tried without a user's name; nil leaves it to what the server offers (`http.emptyAuth`).
  let allowsEmptyUser: Bool?
  /// Fixed addresses, as `HOST:PORT:ADDRESS` (`http.curloptResolve`).
  let resolutions: [String]

  /// Finds the settings for `url`. After a redirect to another server, headers that aren't set for that server's URL
  /// stay behind: they may hold a token.
  init(for url: RemoteURL, isRedirected: Bool, _ settings: NetworkSettings) {
    let configuration = settings.configuration
    tls = TlsOptions(for: url, settings)
    proxy = ProxyOptions(for: url, settings)
    userAgent =
      settings.variable("GIT_HTTP_USER_AGENT") ?? configuration.string("http", "useragent", for: url)
      ?? settings.userAgent
    redirects =
      switch configuration.isTrue("http", "followredirects", for: url) {
      case true: .all
      case false: .none
      // `initial`, or not set.
      case nil: .initial
      }
    extraHeaders = HttpOptions.headers(
      configuration.scopedValues("http", "extraheader", for: url), isRedirected: isRedirected)
    let buffer = configuration.string("http", "postbuffer", for: url).flatMap { GitConfiguration.integer($0) }
    bufferByteCount = max(buffer ?? 0, 1 << 20)
    cookieFile = configuration.string("http", "cookiefile", for: url).flatMap {
      $0.isEmpty ? nil : settings.expandingHome($0)
    }
    version = HttpOptions.version(configuration.string("http", "version", for: url))
    allowsEmptyUser = configuration.isTrue("http", "emptyauth", for: url)
    resolutions = configuration.scopedValues("http", "curloptresolve", for: url).compactMap(\.value)
  }

  private static func headers(_ values: [GitConfiguration.ScopedValue], isRedirected: Bool) -> [String] {
    var headers: [String] = []
    for value in values where value.isScoped || !isRedirected {
      guard let line = value.value, !line.isEmpty else {
        headers.removeAll()
        continue
      }
      // A line break would begin another header, or a request.
      if !line.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D }) { headers.append(line) }
    }
    return headers
  }

  private static func version(_ name: String?) -> Int {
    switch name {
    case "HTTP/1.1": Int(CURL_HTTP_VERSION_1_1)
    case "HTTP/2": Int(CURL_HTTP_VERSION_2_0)
    default: Int(CURL_HTTP_VERSION_2TLS)
    }
  }

  /// Whether the user's own headers already say who asks; then nothing else does.
  var hasAuthorization: Bool {
    extraHeaders.contains { $0.lowercased().hasPrefix("authorization:") }
  }

  /// The last words of header lines, any of which may be a token.
  var secrets: [String] {
    extraHeaders.compactMap { $0.split(separator: " ").last.map(String.init) }
  }

  /// Sets everything that is the same for all requests of an operation.
  func apply(to handle: CurlHandle, limits: NetworkLimits) throws(NetworkFailure) {
    // Signals would be the process's, and other threads' too.
    try handle.set(CURLOPT_NOSIGNAL, 1)
    try handle.set(CURLOPT_QUICK_EXIT, 1)
    try handle.set(CURLOPT_PROTOCOLS_STR, "http,https")
    try handle.set(CURLOPT_FOLLOWLOCATION, 0)
    try handle.set(CURLOPT_CONNECTTIMEOUT_MS, Int(limits.connect.wholeMilliseconds))
    try handle.set(CURLOPT_TCP_KEEPALIVE, 1)
    try handle.set(CURLOPT_HTTP_VERSION, version)
    try handle.set(CURLOPT_ACCEPT_ENCODING, "")
    try handle.set(CURLOPT_USERAGENT, userAgent)
    if let cookieFile { try handle.set(CURLOPT_COOKIEFILE, cookieFile) }
    _ = fleet_curl_set_open_socket(handle.raw) { _, _, address in
      guard let address = address?.pointee else { return CURL_SOCKET_BAD }
      #if os(Linux)
        let type = address.socktype | Int32(SOCK_CLOEXEC.rawValue)
      #else
        let type = address.socktype
      #endif
      // Programs that this process starts must not inherit a connection.
      return socket(address.family, type, address.protocol)
    }
  }
}

extension Duration {
  /// The duration in milliseconds, at least 1.
  var wholeMilliseconds: Int64 {
    max(1, components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000)
  }
}

extension GitConfiguration {
  /// Reads a number of git's configuration, with its units `k`, `m` and `g`.
  static func integer(_ text: String) -> Int? {
    let units: [Character: Int] = ["k": 1 << 10, "m": 1 << 20, "g": 1 << 30]
    guard let last = text.lowercased().last, let unit = units[last] else { return Int(text) }
    guard let number = Int(text.dropLast()) else { return nil }
    let (product, isTooLarge) = number.multipliedReportingOverflow(by: unit)
    return isTooLarge ? nil : product
  }
}
