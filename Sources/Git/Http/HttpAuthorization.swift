import Ccurl
import Foundation

/// How a request says who asks.
enum HttpAuthorization: Equatable, Sendable {
  case none
  case basic(user: String, Secret)
  case digest(user: String, Secret)
  case ntlm(user: String, Secret)
  /// Kerberos, with the ticket that the user has.
  case negotiate
  case bearer(Secret)
  /// Whatever curl finds in the file, by the methods offered.
  case netrc(path: String, methods: UInt)

  /// The header line, for the one way that curl isn't told by options.
  var header: String? {
    if case .bearer(let token) = self { "Authorization: Bearer \(token.exposed)" } else { nil }
  }

  /// What of it must not be shown, in the forms in which it is sent.
  var secrets: [String] {
    switch self {
    case .none, .negotiate, .netrc: []
    case .bearer(let token): [token.exposed]
    case .basic(let user, let password), .digest(let user, let password), .ntlm(let user, let password):
      [password.exposed, Data("\(user):\(password.exposed)".utf8).base64EncodedString()]
    }
  }

  /// Sets it on a handle, in place of the one before.
  func apply(to handle: CurlHandle) throws(NetworkFailure) {
    func set(_ methods: UInt, _ user: String?, _ password: Secret?) throws(NetworkFailure) {
      try handle.set(CURLOPT_HTTPAUTH, Int(bitPattern: methods))
      try handle.set(CURLOPT_USERNAME, user)
      try handle.set(CURLOPT_PASSWORD, password?.exposed)
    }
    try handle.set(CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
    switch self {
    case .none, .bearer: try set(fleet_auth_basic, nil, nil)
    case .basic(let user, let password): try set(fleet_auth_basic, user, password)
    case .digest(let user, let password): try set(fleet_auth_digest, user, password)
    case .ntlm(let user, let password): try set(fleet_auth_ntlm, user, password)
    case .negotiate: try set(fleet_auth_negotiate, "", Secret(""))
    case .netrc(let path, let methods):
      try set(methods, nil, nil)
      try handle.set(CURLOPT_NETRC, Int(CURL_NETRC_OPTIONAL.rawValue))
      try handle.set(CURLOPT_NETRC_FILE, path)
    }
  }
}

/// The ways to authenticate that a server offers.
struct HttpMethods: Equatable {
  let bits: UInt

  /// Reads what the last answer on `handle` offered.
  init(_ handle: CurlHandle) {
    bits = UInt(bitPattern: handle.number(CURLINFO_HTTPAUTH_AVAIL))
  }

  init(bits: UInt) {
    self.bits = bits
  }

  var hasBasic: Bool { bits & fleet_auth_basic != 0 }
  var hasDigest: Bool { bits & fleet_auth_digest != 0 }
  var hasNtlm: Bool { bits & fleet_auth_ntlm != 0 }
  var hasNegotiate: Bool { bits & fleet_auth_negotiate != 0 }
  var hasBearer: Bool { bits & fleet_auth_bearer != 0 }

  /// Returns the ways to prove `credential`, the strongest first.
  func authorizations(for credential: Credential) -> [HttpAuthorization] {
    if case .token = credential.source {
      // A token proves itself; the user's name beside it is for form. Where nothing is offered, Basic is most common.
      var ways: [HttpAuthorization] = []
      if hasBasic || !hasBearer { ways.append(.basic(user: credential.user, credential.password)) }
      if hasBearer { ways.append(.bearer(credential.password)) }
      return ways
    }
    if hasDigest { return [.digest(user: credential.user, credential.password)] }
    if hasNtlm { return [.ntlm(user: credential.user, credential.password)] }
    return [.basic(user: credential.user, credential.password)]
  }
}
