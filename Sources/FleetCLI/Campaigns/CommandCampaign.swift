import Changes
import FleetCore
import Git
import Reports

/// A command made into a campaign: what it does to the files is the change.
struct CommandCampaign {
  struct Options {
    let change: CommandChange
    /// Nil for one that is made of the command.
    let name: String?
    let selection: SelectionOptions
    let onlyFailed: Bool
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

  init(_ options: Options, _ loaded: LoadedManifest, _ live: LiveEnvironment) throws {
    self.live = live
    manifest = loaded.manifest
    let name = options.name ?? Self.name(of: options.change.command)
    identity = CampaignIdentity(
      name: name, kind: "exec", digest: Self.digest(of: options, named: name, loaded.manifest), manifest: loaded.path)
    if let resumption = live.resumption {
      selection = SelectionRequest(fixed: try loaded.services(of: resumption, identity, live))
    } else {
      let request = try options.selection.request(of: loaded)
      selection = options.onlyFailed ? request.only(try live.failedServices(of: identity)) : request
    }
    let author = try options.isDryRun ? Author(name: "", email: "") : live.author(for: manifest)
    campaign = Campaign(
      name: name, change: options.change, message: try Self.message(options, manifest), author: author,
      signer: try options.isDryRun ? nil : options.commits.signer(for: manifest, author: author, live),
      delivery: try options.delivery.delivery(named: name, manifest), branchPolicy: options.delivery.branchPolicy,
      tests: options.tests.policy(manifest), rollout: options.rollout)
  }

  func run(_ options: CampaignRun.Options, _ limits: RunLimits) async throws {
    try await CampaignRun(
      options: options, campaign: campaign, identity: identity, manifest: manifest, selection: selection, live: live
    ).run(limits)
  }

  /// Returns what is wrong with a campaign's name, with the name; nil if nothing is.
  static func problem(ofName name: String) -> String? {
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    let isName = name.utf8.enumerated().allSatisfy { index, byte in
      letters.contains(byte) || index > 0 && (byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte))
    }
    return isName && !name.isEmpty
      ? nil : "\"\(name)\": lower-case letters, digits and \"-\" were expected, beginning with a letter"
  }

  /// A name that says something and that no other command has: two campaigns of one name would share a branch.
  static func name(of command: [String]) -> String {
    let program = command.first?.split(separator: "/").last.map(String.init) ?? ""
    let words = ([program] + command.dropFirst()).joined(separator: "-").lowercased().unicodeScalars
    let plain = words.map { ("a"..."z").contains($0) || ("0"..."9").contains($0) ? Character($0) : " " }
    let slug = String(plain).split(separator: " ").joined(separator: "-").prefix(30)
    let digest = ObjectID(hashingBlob: Array(command.joined(separator: "\0").utf8)).hex.prefix(6)
    return (["exec"] + slug.split(separator: "-").map(String.init) + [String(digest)]).joined(separator: "-")
  }

  /// A digest of all that decides what is delivered, and where. Which services are meant, and how they are tested, isn't
  /// in it.
  private static func digest(of options: Options, named name: String, _ manifest: Manifest) -> String {
    options.delivery.digest(of: [name] + options.change.command + [manifest.defaults.delivery.rawValue], manifest)
  }

  /// The message by the option, else one that says what ran.
  private static func message(_ options: Options, _ manifest: Manifest) throws -> CommitMessage {
    let settings = manifest.defaults.commit
    let text = options.delivery.message ?? usualMessage(for: options.change.command)
    let isFilled = options.delivery.message != nil
    return CommitMessage(
      trailers: settings.trailers, moreTrailers: try options.commits.trailers(for: manifest.services),
      signsOff: options.commits.signoff ?? settings.signsOff
    ) { service in
      isFilled ? text.replacing("{{service.name}}", with: service.name) : text
    }
  }

  /// The command as the subject; one that is too long for that, or of several lines, is in the body as a whole.
  static func usualMessage(for command: [String]) -> String {
    let line = CommandLineText.quoted(command)
    if line.count <= 68, !line.contains(where: \.isNewline) { return "Run \(line)" }
    let program = command.first?.split(separator: "/").last.map(String.init) ?? ""
    let indented = line.split(omittingEmptySubsequences: false) { $0.isNewline }.map { "    \($0)" }
    return "Run \(program) in every service\n\n" + indented.joined(separator: "\n")
  }
}
