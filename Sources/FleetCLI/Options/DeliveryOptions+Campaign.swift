import Changes
import FleetCore
import Git

extension DeliveryOptions {
  /// Where the change goes: by the options, else by the manifest's default.
  ///
  /// - Parameters:
  ///   - campaign: its name, of which a branch's name is made.
  ///   - wanted: the branch that the change itself asks for.
  func delivery(
    named campaign: String, _ manifest: Manifest, wanted: @escaping @Sendable (ServiceFacts) -> String? = { _ in nil }
  ) throws -> Delivery {
    if direct || branch == nil && manifest.defaults.delivery == .direct {
      guard branchPolicy == BranchPolicy() else {
        throw CommandError(
          message: "--strategy is about a branch of the change's own, and the manifest delivers to default branches",
          hint: "--branch fleet/\(campaign)")
      }
      return .direct
    }
    if let branch {
      if let problem = BranchName.problem(branch) { throw CommandError(message: "--branch \(branch): \(problem)") }
      return .branch { _ in branch }
    }
    return .branch { service in wanted(service) ?? "fleet/\(campaign)" }
  }

  /// Returns a digest of all that decides what a campaign delivers, and where.
  ///
  /// - Parameter parts: what the change is made of; also the manifest's usual delivery, where the campaign asks for it. What comes with these
  ///   options is added: the message, the branch, and what the manifest has all messages end with. The options of commits aren't in it: a
  ///   stored plan may be applied with others.
  func digest(of parts: [String], _ manifest: Manifest) -> String {
    let settings = manifest.defaults.commit
    var parts = parts
    // How many there are, so that none of them can pass for what follows.
    parts += ["\(parts.count)", message ?? "", branch ?? "", "\(direct)", "\(settings.signsOff)"]
    parts += settings.trailers.map { "\($0.key): \($0.value)" }
    return ObjectID(hashingBlob: Array(parts.joined(separator: "\0").utf8)).hex
  }
}
