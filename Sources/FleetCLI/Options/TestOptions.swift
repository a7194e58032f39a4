import ArgumentParser
import FleetCore

/// Which tests run before anything is pushed.
struct TestOptions: ParsableArguments {
  @Option(
    name: .customLong("test"),
    help: ArgumentHelp("Run this command line instead of each repository's tests.", valueName: "command"))
  var command: String?

  @Flag(name: .customLong("no-test"), help: "Run no tests.")
  var isOff = false

  @Option(
    help: ArgumentHelp(
      "When the untouched base is tested: first, or only on-failure of the change's tests.", valueName: "when"))
  var baseline: TestPolicy.Baseline?

  @Flag(
    name: .customLong("allow-red"), inversion: .prefixedNo,
    help: "Also change repositories whose tests fail on the untouched base.")
  var allowsRed: Bool?

  @Option(help: ArgumentHelp("Run tests that fail again, at most so often.", valueName: "n"))
  var retries: Int?

  func validate() throws {
    if isOff && command != nil { throw ValidationError("--test and --no-test exclude each other") }
    if let retries, !(0...100).contains(retries) {
      throw ValidationError("--retries must be 0 to 100, not \(retries)")
    }
  }

  /// Whether everything is left as it is by itself.
  var isEmpty: Bool { command == nil && !isOff && baseline == nil && allowsRed == nil && retries == nil }

  /// The options' policy; what they leave open is as the manifest has it.
  func policy(_ manifest: Manifest) -> TestPolicy {
    if isOff { return .none }
    return TestPolicy(
      command.map { .command(RepositoryTest(shell: $0, origin: "--test")) } ?? .ofRepository,
      baseline: baseline ?? manifest.defaults.baseline,
      allowsRed: allowsRed ?? manifest.defaults.allowsRed, retries: retries ?? manifest.defaults.retries)
  }
}

extension TestPolicy.Baseline: ExpressibleByArgument {}
