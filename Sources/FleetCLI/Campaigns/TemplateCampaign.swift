import Changes
import FleetCore
import Foundation
import Git
import Templates

/// What is done to services because of their templates, made into a campaign.
struct TemplateCampaign {
  /// What is done.
  enum Purpose {
    case update(deliversConflicts: Bool, mergesDiverged: Bool)
    case adoption

    /// The campaign's name.
    var name: String {
      switch self {
      case .update: "template-update"
      case .adoption: "template-adopt"
      }
    }

    var deliversConflicts: Bool {
      if case .update(let deliversConflicts, _) = self { deliversConflicts } else { false }
    }
  }

  struct Options {
    let purpose: Purpose
    let source: any TemplateNaming
    /// `key=value`, as they were typed.
    let answers: [String]
    let hooks: TemplateHookOptions
    let manifest: ManifestOptions
    let selection: SelectionOptions
    let delivery: DeliveryOptions
    let tests: TestOptions
    let commits: CommitOptions
    let rollout: Rollout
    /// Whether nothing will be committed, so that nobody's name is needed.
    let isDryRun: Bool
  }

  private let live: LiveEnvironment
  private let manifest: Manifest
  private let selection: SelectionRequest
  private let campaign: Campaign
  private let identity: CampaignIdentity

  /// - Throws: wrong usage, or everything that is wrong with the manifest.
  init(_ options: Options, _ pipeline: PipelineOptions) async throws {
    live = LiveEnvironment.current
    let loaded = try LoadedManifest(options.manifest, live)
    manifest = loaded.manifest
    let named = try await options.source.open(
      loaded, options.manifest, pipeline.limits(for: loaded.manifest), live)
    let answers = try Self.answers(options.answers, named.known)
    let hooks = try options.hooks.trust(live)
    let change: any Change
    let text: @Sendable (ServiceFacts) -> String
    switch options.purpose {
    case .update(_, let mergesDiverged):
      let update = TemplateUpdate(
        named.known, only: named.only, answers: answers, hooks: hooks, mergesDiverged: mergesDiverged,
        engine: Version.number)
      (change, text) = (update, update.message)
    case .adoption:
      let configuration = try live.userConfiguration()
      change = TemplateAdoption(
        named.known, only: named.only, answers: answers, hooks: hooks, engine: Version.number,
        expand: configuration.expanded)
      text = { _ in "Record the template" }
    }
    identity = CampaignIdentity(
      name: options.purpose.name, kind: options.purpose.name,
      digest: Self.digest(options, named.known, loaded.manifest), manifest: loaded.path)
    if let resumption = live.resumption {
      selection = SelectionRequest(fixed: try loaded.services(of: resumption, identity, live))
    } else {
      selection = try options.selection.request(of: loaded)
    }
    campaign = try Self.campaign(change, text, options, loaded.manifest, live)
  }

  func run(_ options: CampaignRun.Options, _ pipeline: PipelineOptions) async throws {
    try await CampaignRun(
      options: options, campaign: campaign, identity: identity, manifest: manifest, selection: selection, live: live
    ).run(pipeline.limits(for: manifest))
  }

  /// Reads the answers and checks them against the templates that have such questions.
  static func answers(_ texts: [String], _ known: KnownTemplates) throws -> AnswerMapping {
    var answers = AnswerMapping()
    for text in texts {
      guard let sign = text.firstIndex(of: "="), sign != text.startIndex else {
        throw CommandError(message: "--answer \(text): key=value was expected")
      }
      answers[String(text[..<sign])] = .string(String(text[text.index(after: sign)...]))
    }
    let variables = known.templates.compactMap { $0.targetVariables() }
    guard !variables.isEmpty else { return answers }
    for (name, value) in answers.members {
      let asking = variables.filter { $0.publicNames.contains(name) }
      guard !asking.isEmpty else {
        throw CommandError(
          message: "--answer \(name): no template asks for it",
          hint: "one of \(Set(variables.flatMap(\.publicNames)).sorted().joined(separator: ", "))")
      }
      // What one template takes is for its services; those of another that doesn't are refused one by one.
      let refusals = asking.compactMap { variables -> ProjectTemplateError? in
        do throws(ProjectTemplateError) {
          _ = try variables.overridden(given: AnswerMapping([(name, value)]))
          return nil
        } catch {
          return error
        }
      }
      if let error = refusals.first, refusals.count == asking.count {
        throw CommandError(message: "--answer \(error.description)", hint: error.hint)
      }
    }
    return answers
  }

  private static func digest(_ options: Options, _ known: KnownTemplates, _ manifest: Manifest) -> String {
    var parts = [options.source.template ?? "", options.source.ref ?? ""] + options.answers.sorted()
    parts += known.targets
    parts.append("\(options.purpose)")
    parts += options.hooks.words + [manifest.defaults.delivery.rawValue]
    return options.delivery.digest(of: parts, manifest)
  }

  private static func campaign(
    _ change: any Change, _ text: @escaping @Sendable (ServiceFacts) -> String, _ options: Options,
    _ manifest: Manifest, _ live: LiveEnvironment
  ) throws -> Campaign {
    let delivery = try delivery(options, manifest)
    let author = try options.isDryRun ? Author(name: "", email: "") : live.author(for: manifest)
    return Campaign(
      name: options.purpose.name, change: change, message: try message(text, options, manifest), author: author,
      signer: try options.isDryRun ? nil : options.commits.signer(for: manifest, author: author, live),
      delivery: delivery, branchPolicy: options.delivery.branchPolicy, tests: options.tests.policy(manifest),
      rollout: options.rollout, deliversConflicts: options.purpose.deliversConflicts)
  }

  private static func message(
    _ standard: @escaping @Sendable (ServiceFacts) -> String, _ options: Options, _ manifest: Manifest
  ) throws -> CommitMessage {
    let (settings, text) = (manifest.defaults.commit, options.delivery.message)
    return CommitMessage(
      trailers: settings.trailers, moreTrailers: try options.commits.trailers(for: manifest.services),
      signsOff: options.commits.signoff ?? settings.signsOff
    ) { service in
      text?.replacing("{{service.name}}", with: service.name) ?? standard(service)
    }
  }

  private static func delivery(_ options: Options, _ manifest: Manifest) throws -> Delivery {
    let delivery = try options.delivery.delivery(named: options.purpose.name, manifest)
    if case .direct = delivery, options.purpose.deliversConflicts {
      throw CommandError(
        message: "--with-conflicts needs a branch, and the manifest delivers to default branches",
        hint: "--branch fleet/\(options.purpose.name)")
    }
    return delivery
  }
}
