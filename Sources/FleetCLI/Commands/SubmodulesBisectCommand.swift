import ArgumentParser
import FleetCore
import Git
import Reports

/// `fleet submodules bisect`
struct SubmodulesBisectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bisect",
    abstract: "Find the library commit that broke a service's tests.",
    discussion: """
      Runs the service's tests in its checkout, with the library's pin at one commit and another, until it is known which of \
      the library's first-parent commits made them fail. The bad end is the service's pin, the good one the pin before that \
      in the history of the service's branch, if --bad and --good don't say otherwise. Tests that end with code 125, or \
      not within their time limit, say that a commit can't be tested: it is gone around, and where nothing else is left all \
      suspects are listed.

      What the tests said is kept in the journal, by tree and command: after Ctrl-C the same command goes on where it was.

      EXIT CODES
        0  the commit was found, or the suspects that are left
        1  there is nothing to search for, or tests or remotes could not be asked

      EXAMPLES
        fleet submodules bisect billing payments-api
        fleet submodules bisect billing payments-api --good v1.4.0 --test 'tox -e unit'
      """)

  @Argument(help: "A service of the manifest.")
  var service: String

  @Argument(help: "A library of the manifest.")
  var library: String

  @Option(help: ArgumentHelp("A branch, tag or commit of the library at which the tests pass.", valueName: "rev"))
  var good: String?

  @Option(help: ArgumentHelp("A branch, tag or commit of the library at which they fail.", valueName: "rev"))
  var bad: String?

  @Option(
    name: .customLong("test"),
    help: ArgumentHelp("Run this command line instead of the service's tests.", valueName: "command"))
  var command: String?

  @Option(help: ArgumentHelp("The submodule, where the service has the library more than once.", valueName: "path"))
  var path: String?

  @Flag(help: "Run tests too whose answer is known from before.")
  var afresh = false

  @OptionGroup(title: "Run") var pipeline: PipelineOptions
  @OptionGroup var sandbox: SandboxOptions
  @OptionGroup var manifest: ManifestOptions

  @Flag(help: "Print one JSON document on stdout.")
  var json = false

  func run() async throws {
    let live = LiveEnvironment.current
    let loaded = try LoadedManifest(manifest, live)
    _ = try LibraryNames.checked([library], in: loaded.manifest)
    guard let service = loaded.manifest.service(named: service), let library = loaded.manifest.library(named: library)
    else {
      throw CommandError(message: "\(loaded.shownPath) has no service \(service)", hint: "fleet repos list")
    }
    let request = BisectionRequest(
      service: service, library: library, path: path, good: good, bad: bad,
      test: command.map { RepositoryTest(shell: $0, origin: "--test") }, isAfresh: afresh)
    let interruption = Interruption()
    let context = try live.runContext(
      named: LiveEnvironment.runName("bisect"), limits: pipeline.limits(for: loaded.manifest),
      sandbox: try await live.sandbox(try sandbox.mode(for: loaded.manifest)), cancellation: interruption.cancellation,
      observe: { _ in })
    let bisection = Bisection(context: context, journal: try live.journal(), manifest: loaded.manifest) { step in
      Console.standardError.write(BisectionText.line(of: step))
    }
    do {
      let report = try await interruption.run { try await bisection.run(request) }
      Console.standardOutput.write(json ? try BisectionDocument(report).text : BisectionText(report).text)
    } catch let error as GitError {
      if interruption.cancellation.isCancelled { throw ExitStatus.interrupted }
      throw CommandError(message: error.description, hint: error.hint, status: .failures)
    }
  }
}
