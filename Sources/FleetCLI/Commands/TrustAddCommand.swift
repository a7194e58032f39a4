import ArgumentParser
import FleetCore
import Git
import Templates

/// `fleet trust add`
struct TrustAddCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Trust a template's hooks at one commit.",
    discussion: """
      Fetches the template, shows every hook in it, and asks. Without a terminal --yes is needed.

      EXAMPLES
        fleet trust add gh:owner/template --checkout v2
        fleet trust add https://git.example.com/templates/service.git --checkout 3f2a91c --yes
      """)

  @Argument(help: "The template: a name of the manifest, or a URL.")
  var template: String

  @Option(
    name: .shortAndLong, help: ArgumentHelp("A branch, tag or commit. Else the default branch.", valueName: "ref"))
  var checkout: String?

  @Flag(name: .shortAndLong, help: "Trust it without asking.")
  var yes = false

  @Option(help: ArgumentHelp("Limit of one network operation, such as 30s or 2m.", valueName: "time"))
  var timeout: DurationArgument?

  @OptionGroup var manifest: ManifestOptions

  func run() async throws {
    let live = LiveEnvironment.current
    do {
      let finder = try live.templateFinder(for: template, manifest, try live.userConfiguration())
      let address = try finder.address(of: template, ref: checkout, directory: nil)
      let interruption = Interruption()
      let network = NetworkOptions(
        settings: try live.networkSettings(),
        limits: timeout.map { NetworkLimits(total: $0.duration) } ?? NetworkLimits(),
        cancellation: interruption.cancellation)
      let mirrors = MirrorStore(folder: live.cacheFolders.mirrors)
      let opened = try await interruption.run {
        try await OpenedTemplate.open(address, mirrors: mirrors, network: network)
      }
      try add(opened, live)
    } catch let error as CommandError {
      throw error
    } catch {
      throw CommandError(StampError(error))
    }
  }

  private func add(_ opened: OpenedTemplate, _ live: LiveEnvironment) throws {
    guard let entry = TrustStore.Entry(opened) else {
      throw CommandError(
        message: "\(template): has no commits, so that there is nothing to bind the trust to",
        hint: "fleet new \(template) --accept-hooks yes")
    }
    let hooks = try opened.hooks()
    guard !hooks.isEmpty else {
      Console.standardOutput.write(
        "\(template) has no hooks at \(entry.commit.prefix(12)): there is nothing to trust\n")
      return
    }
    Console.standardError.write(HookConsent.text(of: hooks))
    if !yes {
      guard live.canAsk else {
        throw CommandError(message: "there is no terminal to ask on", hint: "add --yes to trust these hooks")
      }
      guard Prompt.choice("Trust these hooks?", ["yes", "no"]) == "yes" else { throw ExitStatus.failures }
    }
    try TrustStore(environment: live.variables).add(entry)
    Console.standardOutput.write("trusted \(entry.url) at \(entry.commit.prefix(12))\n")
  }
}
