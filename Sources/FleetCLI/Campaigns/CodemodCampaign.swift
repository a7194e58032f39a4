import Changes
import Codemods
import FleetCore
import Foundation
import Git

/// A codemod file made into a campaign: everything is read and checked before any repository is touched.
struct CodemodCampaign {
  /// What is made into a campaign, and how.
  struct Options {
    let source: CodemodOptions
    let manifest: ManifestOptions
    let selection: SelectionOptions
    /// Whether only services are meant that weren't fine when the campaign last ran.
    var onlyFailed = false
    let delivery: DeliveryOptions
    /// Nil for a command that never tests.
    let tests: TestOptions?
    let programs: ProgramOptions
    /// Nil for a command that never commits.
    var commits: CommitOptions?
    var rollout = Rollout()
    /// Whether nothing will be committed, so that nobody's name and key are needed.
    let isDryRun: Bool
    /// The plan that is carried out exactly, if there is one.
    var storedPlan: StoredPlan?
  }

  private let live: LiveEnvironment
  private let manifest: Manifest
  private let selection: SelectionRequest
  private let campaign: Campaign
  private let identity: CampaignIdentity
  private let storedPlan: StoredPlan?

  /// - Throws: wrong usage, or everything that is wrong with the manifest or the codemod.
  init(_ options: Options) async throws {
    live = LiveEnvironment.current
    let loaded = try LoadedManifest(options.manifest, live)
    let change = options.programs.applied(to: try await LoadedCodemod(options.source, live).tested())
    manifest = loaded.manifest
    storedPlan = options.storedPlan
    identity = CampaignIdentity(
      name: change.codemod.name, kind: "codemod",
      digest: Self.digest(of: options, manifest: loaded.manifest, files: live.files.read), manifest: loaded.path)
    selection = try Self.selection(options, loaded, identity, live)
    let author = try options.isDryRun ? Author(name: "", email: "") : live.author(for: loaded.manifest)
    campaign = Campaign(
      name: change.codemod.name, change: change, formatters: change.formatters,
      hasStrictFormatters: options.programs.strictFormat,
      message: try Self.message(options, change, loaded.manifest),
      author: author,
      signer: try options.isDryRun ? nil : options.commits?.signer(for: loaded.manifest, author: author, live),
      delivery: try options.delivery.delivery(
        named: change.codemod.name, loaded.manifest, wanted: { change.branch(for: $0) }),
      branchPolicy: options.delivery.branchPolicy, tests: options.tests?.policy(loaded.manifest) ?? .none,
      rollout: options.rollout)
  }

  func run(_ options: CampaignRun.Options, _ pipeline: PipelineOptions) async throws {
    try await CampaignRun(
      options: options, campaign: campaign, identity: identity, manifest: manifest, selection: selection,
      storedPlan: storedPlan, live: live
    ).run(pipeline.limits(for: manifest))
  }

  /// A digest of all that decides what is delivered, and where: the codemod and what it uses, its parameters, the message,
  /// the delivery. Which services are meant, and how they are tested, isn't in it.
  private static func digest(of options: Options, manifest: Manifest, files: [String: [UInt8]]) -> String {
    let files = files.values.map { ObjectID(hashingBlob: $0).hex }.sorted()
    return options.delivery.digest(
      of: files + options.source.parameters.sorted() + [manifest.defaults.delivery.rawValue], manifest)
  }

  /// Returns the services that the options choose, or those of the stored plan or of the unfinished run that is gone on
  /// with: these are as they were, whatever a selection would give now.
  private static func selection(
    _ options: Options, _ loaded: LoadedManifest, _ identity: CampaignIdentity, _ live: LiveEnvironment
  ) throws -> SelectionRequest {
    if let resumption = live.resumption {
      return SelectionRequest(fixed: try loaded.services(of: resumption, identity, live))
    }
    if let plan = options.storedPlan {
      try loaded.check(identity, against: plan.campaign, "plan again, and apply the new plan")
      return SelectionRequest(fixed: try loaded.services(named: Set(plan.entries.map(\.service))))
    }
    let request = try options.selection.request(of: loaded)
    return options.onlyFailed ? request.only(try live.failedServices(of: identity)) : request
  }

  /// The message by the option, else by the codemod, else one that names the codemod.
  private static func message(
    _ options: Options, _ change: CodemodChange, _ manifest: Manifest
  ) throws -> CommitMessage {
    let settings = manifest.defaults.commit
    let given = try options.delivery.message.map { text in
      do {
        return try change.text(text)
      } catch {
        throw CommandError(message: "--message: \(error)")
      }
    }
    let none: @Sendable (ServiceFacts) throws -> [Trailer] = { _ in [] }
    return CommitMessage(
      trailers: settings.trailers,
      moreTrailers: try options.commits?.trailers(of: change, for: manifest.services) ?? none,
      signsOff: options.commits?.signoff ?? settings.signsOff
    ) { service in
      given?(service) ?? change.commitMessage(for: service) ?? "Apply \(change.codemod.name)"
    }
  }
}
