import Ccurl

/// Makes failures of libcurl's codes: requests that got no answer.
enum CurlFailure {
  static func make(
    _ code: CURLcode, text: String, _ handle: CurlHandle, host: String, in context: OperationContext
  ) -> NetworkFailure {
    let said = GitError.oneLine(text.isEmpty ? String(cString: curl_easy_strerror(code)) : text)
    func failure(_ kind: GitError.Kind, _ message: String, hint: String? = nil, isTemporary: Bool = false)
      -> NetworkFailure
    {
      NetworkFailure(kind, host: host, message, hint: hint, isTemporary: isTemporary)
    }
    switch code {
    case CURLE_OPERATION_TIMEDOUT:
      // The one limit that is left to curl.
      return .timedOut(.connect, after: context.limits.connect, host: host)
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS,
      CURLE_SSL_PINNEDPUBKEYNOTMATCH:
      return failure(.certificate, "\(host): the certificate isn't trusted: \(said)", hint: certificateHint)
    case CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CRL_BADFILE:
      return failure(.certificate, "\(host): the file of certificates can't be read: \(said)")
    case CURLE_SSL_CERTPROBLEM:
      return failure(.certificate, "\(host): the client certificate can't be used: \(said)")
    case CURLE_SSL_CONNECT_ERROR:
      return failure(.unreachable, "\(host): no TLS connection: \(said)")
    case CURLE_COULDNT_RESOLVE_HOST:
      return failure(.unreachable, "\(host): the name can't be resolved")
    case CURLE_COULDNT_RESOLVE_PROXY:
      return failure(.unreachable, "\(host): the proxy's name can't be resolved: \(said)")
    case CURLE_COULDNT_CONNECT:
      return failure(.unreachable, "\(host): no connection: \(said)", isTemporary: true)
    default: break
    }
    let connectStatus = handle.number(CURLINFO_HTTP_CONNECTCODE)
    if connectStatus == 407 {
      return failure(
        .authentication, "the proxy for \(host) wants credentials (407)", hint: "put a user into http.proxy's URL")
    }
    if connectStatus >= 300 {
      return failure(.unreachable, "the proxy for \(host) makes no connection (\(connectStatus))", isTemporary: true)
    }
    let isCut = [
      CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_PARTIAL_FILE, CURLE_HTTP2, CURLE_HTTP2_STREAM,
    ].contains(code)
    return failure(.unreachable, "\(host): \(said)", isTemporary: isCut)
  }

  /// What helps where a certificate isn't trusted.
  static let certificateHint =
    "name the CA's file in http.sslCAInfo or GIT_SSL_CAINFO; http.sslVerify=false isn't obeyed"
}
