import Changes
import Codemods
import FleetCore

/// A codemod file made into a campaign: everything is read and checked before any repository is touched.
struct CodemodCampaign {
  private let live: LiveEnvironment
  private let manifest: Manifest
  private let services: [Service]
  private let campaign: Campaign

  /// - Parameters:
  ///   - tests: nil for a command that never tests.
  ///   - isDryRun: whether nothing will be committed, so that nobody's name is needed.
  /// - Throws: wrong usage, or everything that is wrong with the manifest or the codemod.
  init(
    source: CodemodOptions, manifest: ManifestOptions, selection: SelectionOptions, delivery: DeliveryOptions,
    tests: TestOptions?, programs: ProgramOptions, isDryRun: Bool
  ) async throws {
    live = LiveEnvironment.current
    let loaded = try LoadedManifest(manifest, live)
    let change = programs.applied(to: try await LoadedCodemod(source, live).tested())
    self.manifest = loaded.manifest
    services = try selection.services(of: loaded)
    campaign = Campaign(
      name: change.codemod.name, change: change, formatters: change.formatters,
      hasStrictFormatters: programs.strictFormat,
      message: try Self.message(delivery, change, loaded.manifest),
      author: try isDryRun ? Author(name: "", email: "") : live.author(for: loaded.manifest),
      delivery: try delivery.delivery(of: change, loaded.manifest),
      tests: tests?.policy ?? .none)
  }

  func run(_ options: CampaignRun.Options, _ pipeline: PipelineOptions) async throws {
    try await CampaignRun(options: options, campaign: campaign, manifest: manifest, services: services, live: live)
      .run(pipeline.limits(for: manifest))
  }

  /// The message by the option, else by the codemod, else one that names the codemod.
  private static func message(
    _ delivery: DeliveryOptions, _ change: CodemodChange, _ manifest: Manifest
  ) throws -> CommitMessage {
    let settings = manifest.defaults.commit
    let given = try delivery.message.map { text in
      do {
        return try change.text(text)
      } catch {
        throw CommandError(message: "--message: \(error)")
      }
    }
    return CommitMessage(trailers: settings.trailers, signsOff: settings.signsOff) { service in
      given?(service) ?? change.commitMessage(for: service) ?? "Apply \(change.codemod.name)"
    }
  }
}

extension DeliveryOptions {
  /// Where the change goes: by the options, else by the manifest's default.
  func delivery(of change: CodemodChange, _ manifest: Manifest) throws -> Delivery {
    if direct || branch == nil && manifest.defaults.delivery == .direct { return .direct }
    if let branch {
      if let problem = BranchName.problem(branch) { throw CommandError(message: "--branch \(branch): \(problem)") }
      return .branch { _ in branch }
    }
    return .branch { service in change.branch(for: service) ?? "fleet/\(change.codemod.name)" }
  }
}
