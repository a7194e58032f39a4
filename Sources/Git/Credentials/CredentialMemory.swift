import Foundation
import Synchronization

/// What servers took, for as long as the process runs: the next repository of a host needs no second try, and no second
/// question to the helpers.
final class CredentialMemory: Sendable {
  private let authorizations = Mutex<[String: HttpAuthorization]>([:])
  private let secrets = Mutex<[String: Secret?]>([:])
  /// Held while helpers are asked, so that eight workers make one question of one host.
  private let asking = NSLock()

  /// A way to authenticate that worked, or that a helper just gave.
  func authorization(for key: String) -> HttpAuthorization? {
    authorizations.withLock { $0[key] }
  }

  func remember(_ authorization: HttpAuthorization, for key: String) {
    authorizations.withLock { $0[key] = authorization }
  }

  /// Forgets one that was refused, unless it has been replaced since.
  func forget(_ authorization: HttpAuthorization, for key: String) {
    authorizations.withLock { known in
      if known[key] == authorization { known[key] = nil }
    }
  }

  /// Returns a secret that is asked for once a process, such as a proxy's password or a key's passphrase.
  func secret(
    for key: String, in context: OperationContext, ask: () throws(NetworkFailure) -> Secret?
  ) throws(NetworkFailure) -> Secret? {
    if let known = secrets.withLock({ $0[key] }) { return known }
    return try whileAsking(in: context, host: key) { () throws(NetworkFailure) in
      if let known = secrets.withLock({ $0[key] }) { return known }
      let answer = try ask()
      secrets.withLock { $0[key] = .some(answer) }
      return answer
    }
  }

  /// Runs `body` while no other thread asks helpers; waits for its turn under the operation's limits.
  func whileAsking<Value>(
    in context: OperationContext, host: String, _ body: () throws(NetworkFailure) -> Value
  ) throws(NetworkFailure) -> Value {
    let watch = OperationWatch(context: context, host: host)
    while !asking.lock(before: Date(timeIntervalSinceNow: 0.05)) { _ = try watch.milliseconds() }
    defer { asking.unlock() }
    return try body()
  }
}
