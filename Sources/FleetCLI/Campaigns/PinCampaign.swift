import Changes
import FleetCore
import Git

/// A move of pins, or an edit of submodules, made into a campaign: the libraries are read before any service is touched.
struct PinCampaign {
  /// What is made into a campaign.
  struct Work {
    let change: any Change
    /// All that decides what is delivered, besides the options that every command has.
    let digest: [String]
    /// What a commit says where `--message` doesn't; what is left of it stands below a message that is given.
    let message: @Sendable (ServiceFacts) throws -> String
    /// Returns the line that takes a run back, by the campaign's id.
    let takingBack: @Sendable (String) -> String
    /// The services that it is for, where it names them; and what leaves out the others.
    var only: (services: Set<String>, reason: SelectionReason)?
    /// Whether the manifest's waves of libraries are in force.
    var isOrdered = false
    /// The branch that a service's commit goes to where the options don't say; nil for its default branch.
    let branch: @Sendable (ServiceFacts) -> String?
  }

  /// What the making of a change may ask.
  struct Means {
    let live: LiveEnvironment
    let loaded: LoadedManifest
    let shelf: LibraryShelf

    var manifest: Manifest { loaded.manifest }

    /// Whether any library goes in waves.
    var hasWaves: Bool { manifest.libraries.contains { !$0.waves.isEmpty } }
  }

  private let live: LiveEnvironment
  private let manifest: Manifest
  private let selection: SelectionRequest
  private let campaign: Campaign
  private let identity: CampaignIdentity

  /// - Parameters:
  ///   - name: the campaign's.
  ///   - kind: what the journal calls campaigns of this kind.
  /// - Throws: wrong usage, or everything that is wrong with the manifest.
  init(
    _ command: some PinCampaignCommand, name: String, kind: Kind, manifest place: ManifestOptions? = nil,
    _ work: (Means) async throws -> Work
  ) async throws {
    live = LiveEnvironment.current
    let loaded = try LoadedManifest(place ?? command.options.manifest, live)
    manifest = loaded.manifest
    let request = try command.options.selection.request(of: loaded)
    let shelf =
      request.isExplained
      ? .empty
      : try await Self.shelf(of: loaded, live, command.options.pipeline.limits(for: loaded.manifest), name: name)
    let work = try await work(Means(live: live, loaded: loaded, shelf: shelf))
    identity = CampaignIdentity(
      name: name, kind: kind.rawValue,
      digest: command.options.delivery.digest(of: [name] + work.digest, loaded.manifest), manifest: loaded.path)
    if let resumption = live.resumption {
      selection = SelectionRequest(fixed: try loaded.services(of: resumption, identity, live))
    } else if let plan = live.storedPlan {
      try loaded.check(identity, against: plan.campaign, "plan again, and apply the new plan")
      selection = SelectionRequest(fixed: try loaded.services(named: Set(plan.entries.map(\.service))))
    } else if let only = work.only {
      selection = SelectionRequest(
        candidates: request.candidates.only(only.services, else: only.reason), isExplained: request.isExplained)
    } else {
      selection = request
    }
    campaign = try Self.campaign(
      work, name: name, command.options, isDryRun: command.isDryRun, loaded.manifest, live)
  }

  /// - Parameter words: what the command carries, such as `["payments-api", "v1.4"]`.
  func run(_ command: some PinCampaignCommand, _ words: [String]) async throws {
    try await CampaignRun(
      options: command.asked(words), campaign: campaign, identity: identity, manifest: manifest, selection: selection,
      storedPlan: live.storedPlan, live: live
    ).run(command.options.pipeline.limits(for: manifest))
  }

  private static func shelf(
    of loaded: LoadedManifest, _ live: LiveEnvironment, _ limits: RunLimits, name: String
  ) async throws -> LibraryShelf {
    let reading = ReadingRun(live: live, limits: limits, name: name)
    let (shelf, isCancelled) = try await reading.run { context in
      (await LibraryShelf.read(loaded.manifest.libraries, context), context.cancellation.isCancelled)
    }
    if isCancelled { throw ExitStatus.interrupted }
    return shelf
  }

  private static func campaign(
    _ work: Work, name: String, _ options: CampaignOptions, isDryRun: Bool, _ manifest: Manifest,
    _ live: LiveEnvironment
  ) throws -> Campaign {
    let (settings, given) = (manifest.defaults.commit, options.delivery.message)
    let author = try isDryRun ? Author(name: "", email: "") : live.author(for: manifest)
    return Campaign(
      name: name, change: work.change,
      message: CommitMessage(
        trailers: settings.trailers,
        moreTrailers: try options.commits.trailers(for: manifest.services),
        signsOff: options.commits.signoff ?? settings.signsOff,
        closing: { "It is part of \($0). To take that back: \(work.takingBack($0))" }
      ) { service in
        let text = try work.message(service)
        guard let given else { return text }
        let details = text.split(separator: "\n\n").dropFirst().joined(separator: "\n\n")
        return given.replacing("{{service.name}}", with: service.name) + "\n\n" + details
      },
      author: author, signer: try isDryRun ? nil : options.commits.signer(for: manifest, author: author, live),
      delivery: try delivery(work.branch, options.delivery), branchPolicy: options.delivery.branchPolicy,
      tests: options.tests.policy(manifest),
      rollout: options.rollout.rollout.orderedByChange(work.isOrdered && options.rollout.waves == nil))
  }

  /// As the options say, else as the work does: the manifest's default is that of codemods.
  private static func delivery(
    _ usual: @escaping @Sendable (ServiceFacts) -> String?, _ options: DeliveryOptions
  ) throws -> Delivery {
    if options.direct { return .direct }
    guard let name = options.branch else { return .each(usual) }
    if let problem = BranchName.problem(name) { throw CommandError(message: "--branch \(name): \(problem)") }
    return .branch { _ in name }
  }
}

extension PinCampaign {
  /// What the journal calls campaigns of pins.
  enum Kind: String {
    /// It moves pins, and `rollback` takes it back.
    case pins
    /// It edits `.gitmodules` too, and `undo` takes it back.
    case submodules
  }
}
