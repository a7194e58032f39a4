import Ccurl

/// One request of the smart protocol (gitprotocol-http(5)).
struct HttpRequest {
  enum Body {
    case none
    case bytes([UInt8])
    /// Comes in pieces, of which nobody knows how many.
    case pieces
  }

  let service: SmartService
  let body: Body
  /// What the body is, beside being of the service's type.
  var isCompressed = false

  /// Where the request goes, below the repository's URL.
  var tail: String {
    service.isReferences ? "/info/refs?service=\(service.program)" : "/\(service.program)"
  }

  /// The media type that the answer has to have.
  var answerType: String {
    "application/x-\(service.program)-\(service.isReferences ? "advertisement" : "result")"
  }

  /// The request's own header lines. `Expect` is emptied, since many servers don't know it and curl would wait.
  var headers: [String] {
    if service.isReferences { return ["Accept: */*", "Pragma: no-cache", "Expect:"] }
    var lines = ["Content-Type: application/x-\(service.program)-request", "Accept: \(answerType)", "Expect:"]
    if isCompressed { lines.append("Content-Encoding: gzip") }
    if case .pieces = body { lines.append("Transfer-Encoding: chunked") }
    return lines
  }

  /// Sets method and body on a handle. The bytes of a body are copied.
  func apply(to handle: CurlHandle) throws(NetworkFailure) {
    switch body {
    case .none:
      try handle.set(CURLOPT_HTTPGET, 1)
    case .bytes(let bytes):
      try handle.set(CURLOPT_POST, 1)
      try handle.setSize(CURLOPT_POSTFIELDSIZE_LARGE, bytes.count)
      let code = bytes.withUnsafeBytes { buffer in
        fleet_curl_set_pointer(
          handle.raw, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: buffer.baseAddress))
      }
      guard code == CURLE_OK else { throw NetworkFailure(.other, host: "", "no memory for a request's body") }
    case .pieces:
      try handle.set(CURLOPT_POST, 1)
      _ = fleet_curl_set_pointer(handle.raw, CURLOPT_POSTFIELDS, nil)
      try handle.setSize(CURLOPT_POSTFIELDSIZE_LARGE, -1)
    }
  }

  /// Returns `bytes` in the gzip format where that makes them fewer, as git does with requests of more than 1024 bytes.
  static func compressed(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.count > 1024 else { return nil }
    var result = [UInt8](repeating: 0, count: bytes.count)
    let count = fleet_gzip(bytes, bytes.count, &result, result.count)
    return count == 0 ? nil : Array(result[..<count])
  }
}
