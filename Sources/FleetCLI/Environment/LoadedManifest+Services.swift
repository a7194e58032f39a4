import FleetCore

extension LoadedManifest {
  /// Returns the services of the unfinished run that is gone on with, whatever a selection would give now.
  func services(
    of resumption: Resumption, _ identity: CampaignIdentity, _ live: LiveEnvironment
  ) throws -> [Service] {
    try check(identity, against: resumption.campaign, "fleet \(live.arguments.joined(separator: " "))")
    return try services(named: resumption.services)
  }

  /// - Throws: where the manifest says now that something else is delivered, or elsewhere.
  func check(_ identity: CampaignIdentity, against campaign: CampaignRecord, _ remedy: String) throws {
    guard identity.digest != campaign.digest || identity.manifest != campaign.manifest else { return }
    throw CommandError(
      message: "\(shownPath) has changed since \(campaign.id) began: its defaults now give another delivery",
      hint: remedy)
  }

  /// Returns the services of these names, sorted.
  func services(named names: Set<String>) throws -> [Service] {
    if let name = names.subtracting(manifest.services.map(\.name)).min() {
      throw CommandError(message: "\(shownPath) has no service \(name) any more", hint: "fleet repos list")
    }
    return manifest.services.filter { names.contains($0.name) }
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}
