import Changes
import FleetCore
import Git

/// The undoing of a campaign, made into a campaign itself.
struct UndoCampaign {
  private let live: LiveEnvironment
  private let manifest: Manifest
  private let selection: SelectionRequest
  private let campaign: Campaign
  private let identity: CampaignIdentity

  /// - Parameter text: a campaign's name or id.
  /// - Throws: wrong usage, or everything that is wrong with the manifest.
  init(_ text: String, _ options: CampaignOptions) throws {
    live = LiveEnvironment.current
    let journal = try live.journal()
    let record = try Self.record(text, in: journal)
    var place = options.manifest
    // The campaign's own manifest, from wherever the command is typed.
    if place.path == nil, let record { place.path = record.manifest }
    let loaded = try LoadedManifest(place, live)
    manifest = loaded.manifest
    let name = record?.name ?? text
    let pushes = try LiveEnvironment.asking { () throws(JournalError) in
      try journal.lastPushes(ofCampaignsNamed: name, manifest: loaded.path)
    }
    let undo = CampaignUndo(campaign: name, branches: pushes.mapValues(\.branch))
    identity = CampaignIdentity(
      name: undo.name, kind: "undo", digest: options.delivery.digest(of: [name], loaded.manifest), manifest: loaded.path
    )
    if let resumption = live.resumption {
      selection = SelectionRequest(fixed: try loaded.services(of: resumption, identity, live))
    } else {
      let request = try options.selection.request(of: loaded)
      selection = pushes.isEmpty ? request : request.reached(Set(pushes.keys))
      if pushes.isEmpty {
        Console.standardError.write("The journal has no push of \(name): its commits are looked for on the remotes.\n")
      }
    }
    campaign = try Self.campaign(undo, options, loaded.manifest, live)
  }

  func run(_ options: CampaignRun.Options, _ pipeline: PipelineOptions) async throws {
    try await CampaignRun(
      options: options, campaign: campaign, identity: identity, manifest: manifest, selection: selection,
      live: live
    ).run(pipeline.limits(for: manifest))
  }

  /// Nil where the journal doesn't know the campaign.
  private static func record(_ text: String, in journal: Journal) throws -> CampaignRecord? {
    do throws(JournalError) {
      return try journal.campaign(text)
    } catch {
      guard error.kind == .notFound else { throw CommandError(message: error.message, hint: error.hint) }
      return nil
    }
  }

  private static func campaign(
    _ undo: CampaignUndo, _ options: CampaignOptions, _ manifest: Manifest, _ live: LiveEnvironment
  ) throws -> Campaign {
    let (settings, text) = (manifest.defaults.commit, options.delivery.message)
    let tests = options.tests.policy(manifest)
    let author = try options.isDryRun ? Author(name: "", email: "") : live.author(for: manifest)
    return Campaign(
      name: undo.name, change: undo,
      message: CommitMessage(
        trailers: settings.trailers, moreTrailers: try options.commits.trailers(for: manifest.services),
        signsOff: options.commits.signoff ?? settings.signsOff
      ) { service in
        text?.replacing("{{service.name}}", with: service.name) ?? "Undo \(undo.campaign)"
      },
      author: author, signer: try options.isDryRun ? nil : options.commits.signer(for: manifest, author: author, live),
      delivery: try delivery(undo, options.delivery), branchPolicy: options.delivery.branchPolicy,
      // What is undone is often what made the tests fail.
      tests: TestPolicy(
        tests.source, baseline: tests.baseline, allowsRed: options.tests.allowsRed ?? true, retries: tests.retries),
      rollout: options.rollout.rollout)
  }

  /// Where the reverting commits go: as the options say, else where the campaign's commits went.
  private static func delivery(_ undo: CampaignUndo, _ options: DeliveryOptions) throws -> Delivery {
    if options.direct { return .direct }
    if let branch = options.branch {
      if let problem = BranchName.problem(branch) { throw CommandError(message: "--branch \(branch): \(problem)") }
      return .branch { _ in branch }
    }
    return .each { service in undo.wasDirect(service) ? nil : "fleet/\(undo.name)" }
  }
}
