import Changes
import FleetCore
import Foundation
import Git
import Templates

/// `fleet new`: finds and opens the template, asks, and has the project stamped.
struct NewProject {
  /// What was asked for.
  struct Options: Sendable {
    let template: String
    let ref: String?
    let directory: String?
    let name: String?
    let given: [(key: String, value: String)]
    let output: String
    let asksNothing: Bool
    let hooks: HookConsent.Wish?
    let policy: ExistingPolicy
    let replay: Replaying?
    let usesGit: Bool
    let writesRecord: Bool
    let push: String?
    let isRegistered: Bool
    let libraries: [String]
    let keepsFailures: Bool
    let network: NetworkLimits
    let hookLimit: Duration
    let wantsJSON: Bool
    let manifest: ManifestOptions
  }

  /// Where a replay's values are.
  enum Replaying: Sendable {
    /// cookiecutter's own file for this template.
    case last
    case file(String)
  }

  let options: Options
  let live: LiveEnvironment
  private let interruption = Interruption()

  init(options: Options, live: LiveEnvironment) {
    self.options = options
    self.live = live
  }

  /// Stamps the project and says what was made.
  func run() async throws {
    if options.usesGit || options.writesRecord { LibGit2.startAhead() }
    let configuration = try live.userConfiguration()
    let libraries = try self.libraries()
    let push = try self.push()
    let address = try inOurWords {
      try live.templateFinder(for: options.template, options.manifest, configuration).address(
        of: options.template, ref: options.ref, directory: options.directory)
    }
    let opened = try await open(address)
    let ahead = opened.readAhead()
    // Before the questions: who has answered them all isn't told then that git knows no author.
    let repository = try options.usesGit ? repository(address, opened, libraries, push) : nil
    let chosen = try await TemplateChoice(
      options: options, live: live, configuration: configuration, hooks: hookRunner(), interruption: interruption
    ).choose(from: opened, read: ahead)
    defer { chosen.removeCopy() }
    let inputs = try inputs()
    let answers = try AnswerGathering(options: options, live: live, configuration: configuration)
      .answers(to: chosen, inputs: inputs.render)
    let digest = options.writesRecord && opened.commit == nil ? TemplateShelf.digest(of: chosen.unchanged) : nil
    let plan = ProjectPlan(
      template: chosen.template, answers: answers, output: live.absolutePath(options.output), policy: options.policy,
      runsHooks: chosen.runsHooks, keepsFailures: options.keepsFailures,
      record: TemplateRecord(
        source: address.source, name: address.publicName == address.source ? nil : address.publicName, ref: address.ref,
        commit: opened.commit?.hex, digest: digest,
        directory: chosen.directory.bytes.isEmpty ? nil : chosen.directory.description, answers: answers.publicValues,
        time: inputs.render.time, seed: inputs.seed, ranHooks: chosen.runsHooks, engine: Version.number),
      writesRecord: options.writesRecord,
      repository: repository)
    let registration = try options.isRegistered ? Registration(plan, push, options, live) : nil
    try registration?.check()
    let project = try await stamp(plan)
    try registration?.write()
    keepReplay(answers, configuration, chosen)
    if let digest { keepTemplate(chosen.unchanged, digest) }
    try NewProjectReport(options: options, plan: plan, project: project, push: push, service: registration?.service)
      .write()
    // The process ends next: taking hundreds of compiled texts apart would only make it end later.
    _ = unsafe Unmanaged.passRetained(chosen.template)
  }

  private func open(_ address: TemplateAddress) async throws -> OpenedTemplate {
    // What lies on this machine needs no network, nor to know what git says of it.
    if let local = try inOurWords({ try OpenedTemplate(local: address) }) { return local }
    let interruption = interruption
    let mirrors = MirrorStore(folder: live.cacheFolders.mirrors)
    let network = NetworkOptions(
      settings: try live.networkSettings(), limits: options.network, cancellation: interruption.cancellation)
    return try await inOurWords {
      try await interruption.run { try await OpenedTemplate.open(address, mirrors: mirrors, network: network) }
    }
  }

  private func stamp(_ plan: ProjectPlan) async throws -> StampedProject {
    // Without a repository there is nobody to ask, and git's configuration isn't read.
    let settings = try plan.repository.map { _ in try live.networkSettings() } ?? live.unconfiguredNetworkSettings()
    let stamp = ProjectStamp(
      plan, hooks: hookRunner(), mirrors: MirrorStore(folder: live.cacheFolders.mirrors),
      network: NetworkOptions(
        settings: settings, limits: options.network, cancellation: interruption.cancellation))
    do {
      return try await interruption.run { try await stamp.run() }
    } catch let error as StampError {
      if options.wantsJSON, error.kind != .input { try NewProjectReport.write(error, options, plan) }
      throw CommandError(error)
    }
  }

  private func inOurWords<Value>(_ body: () async throws -> Value) async throws -> Value {
    do { return try await body() } catch let error as CommandError { throw error } catch {
      throw CommandError(StampError(error))
    }
  }

  private func inOurWords<Value>(_ body: () throws -> Value) throws -> Value {
    do { return try body() } catch let error as CommandError { throw error } catch {
      throw CommandError(StampError(error))
    }
  }

  private func hookRunner() -> HookRunner {
    HookRunner(
      environment: ProgramEnvironment(inherited: live.variables), timeLimit: options.hookLimit,
      logFolder: "\(live.cacheFolders.logs)/\(LiveEnvironment.timestamp())-new-\(getpid())"
    ) { event in
      switch event {
      case .began(let path): Console.standardError.write("running \(path)\n")
      case .printed(_, let output): Console.standardError.write(output)
      }
    }
  }

  /// The time, and a new seed for whatever the template draws by chance.
  private func inputs() throws -> (render: RenderInputs, seed: String) {
    let time = try live.clock()()
    let seed = (0..<2).map { _ in String(UInt64.random(in: .min ... .max), radix: 36) }.joined()
    let instant = Instant(seconds: Int(time.seconds), localZone: TimeZone.current.identifier)
    return (RenderInputs(time: instant, chance: .seed(seed)), seed)
  }

  // MARK: The repository

  private func libraries() throws -> [Library] {
    guard !options.libraries.isEmpty else { return [] }
    let loaded = try LoadedManifest(options.manifest, live)
    return try options.libraries.map { name in
      guard let library = loaded.manifest.library(named: name) else {
        let known = loaded.manifest.libraries.map(\.name).sorted().joined(separator: ", ")
        throw CommandError(
          message: "--library \(name): \(loaded.shownPath) has no library of this name",
          hint: known.isEmpty ? nil : "one of \(known)")
      }
      return library
    }
  }

  private func push() throws -> RemoteLocation? {
    guard let url = options.push else { return nil }
    do {
      return try RemoteLocation(url, relativeTo: live.workingFolder)
    } catch {
      throw CommandError(message: "--push: \(error.message)")
    }
  }

  private func repository(
    _ address: TemplateAddress, _ opened: OpenedTemplate, _ libraries: [Library], _ push: RemoteLocation?
  ) throws -> ProjectPlan.RepositoryPlan {
    let author = try live.author(for: Manifest(name: ""))
    let time = try live.clock()()
    let branch = try live.networkSettings().configuration.string("init.defaultbranch") ?? "main"
    if let problem = BranchName.problem(branch) {
      throw CommandError(message: "git's init.defaultBranch is \(branch): \(problem)")
    }
    let revision = opened.commit.map { " at \($0.short)" } ?? ""
    return ProjectPlan.RepositoryPlan(
      branch: branch,
      author: Signature(
        name: author.name, email: author.email, seconds: time.seconds, offsetMinutes: time.offsetMinutes),
      message: "Stamp from \(address.source)\(revision)\n", libraries: libraries, remote: push)
  }
}
