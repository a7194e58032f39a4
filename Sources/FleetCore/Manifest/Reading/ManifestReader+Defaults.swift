import Documents
import Git

extension ManifestReader {
  static let defaultsKeys = [
    "branch", "test", "baseline", "allowRed", "retries", "delivery", "commit", "timeouts", "connections", "engine",
    "sandbox",
  ]
  static let commitKeys = ["name", "email", "signoff", "sign", "trailers"]
  static let timeoutKeys = ["connect", "idle", "operation", "test"]

  func readDefaults(_ field: Field) -> ManifestDefaults {
    guard let members = field.mapping("the defaults", keys: Self.defaultsKeys) else { return ManifestDefaults() }
    return ManifestDefaults(
      branch: members.optional("branch")?.text { branchNameProblem($0) },
      test: members.optional("test").flatMap(readTest),
      baseline: members.optional("baseline")?.choice(TestPolicy.Baseline.self) ?? .first,
      allowsRed: members.optional("allowRed")?.boolean() ?? false,
      retries: members.optional("retries")?.integer(in: 0...100) ?? 0,
      delivery: members.optional("delivery")?.choice(ManifestDefaults.DeliveryMode.self) ?? .branch,
      commit: members.optional("commit").flatMap(filled).map(readCommit) ?? ManifestDefaults.CommitDefaults(),
      timeouts: members.optional("timeouts").flatMap(filled).map(readTimeouts) ?? ManifestDefaults.Timeouts(),
      connections: members.optional("connections")?.integer(in: 1...256),
      engine: members.optional("engine")?.choice(RemoteEngine.self) ?? .automatic,
      sandbox: members.optional("sandbox")?.choice(SandboxMode.self) ?? .none)
  }

  private func readCommit(_ field: Field) -> ManifestDefaults.CommitDefaults {
    guard let members = field.mapping("the commit defaults", keys: Self.commitKeys) else {
      return ManifestDefaults.CommitDefaults()
    }
    return ManifestDefaults.CommitDefaults(
      name: members.optional("name")?.line().flatMap { withoutBrackets($0, in: members.optional("name")) },
      email: members.optional("email")?.line().flatMap { withoutBrackets($0, in: members.optional("email")) },
      signsOff: members.optional("signoff")?.boolean() ?? false,
      sign: members.optional("sign")?.choice(SignatureFormat.self),
      trailers: members.optional("trailers").flatMap(filled).map(readTrailers) ?? [])
  }

  /// A commit object holds `name <email>`, so neither may hold these signs.
  private func withoutBrackets(_ text: String, in field: Field?) -> String? {
    guard text.utf8.contains(UInt8(ascii: "<")) || text.utf8.contains(UInt8(ascii: ">")) else { return text }
    field?.report("value", "must not hold \"<\" or \">\"")
    return nil
  }

  /// Reads `Key: value` pairs from a mapping, or from a list of lines where a key comes more than once.
  private func readTrailers(_ field: Field) -> [Trailer] {
    if case .list = field.node.value {
      return (field.elements() ?? []).compactMap { element in
        guard let line = element.line() else { return nil }
        let key = line.unicodeScalars.prefix { $0 != ":" }
        let value = line.unicodeScalars[key.endIndex...].dropFirst().drop { $0 == " " }
        guard !value.isEmpty else {
          element.report("value", "must be \"Key: value\"")
          return nil
        }
        return trailer(String(key), String(value), reportingAt: element)
      }
    }
    return (field.members() ?? []).compactMap { key, member in
      member.line().flatMap { trailer(key, $0, reportingAt: member) }
    }
  }

  private func trailer(_ key: String, _ value: String, reportingAt field: Field) -> Trailer? {
    if let problem = Trailer.problem(ofKey: key) {
      field.report("value", problem)
      return nil
    }
    return Trailer(key: key, value: value)
  }

  private func readTimeouts(_ field: Field) -> ManifestDefaults.Timeouts {
    guard let members = field.mapping("the timeouts", keys: Self.timeoutKeys) else {
      return ManifestDefaults.Timeouts()
    }
    return ManifestDefaults.Timeouts(
      connect: members.optional("connect")?.duration(), idle: members.optional("idle")?.duration(),
      operation: members.optional("operation")?.duration(), test: members.optional("test")?.duration())
  }
}
