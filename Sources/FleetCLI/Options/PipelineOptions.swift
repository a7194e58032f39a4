import ArgumentParser
import FleetCore

/// How much runs at once and how long it may take, where repositories are changed or programs run in them.
struct PipelineOptions: LimitOptions {
  @Option(
    name: [.customShort("j"), .customLong("jobs")],
    help: ArgumentHelp(
      """
      How many repositories are fetched, tested and pushed at once. Without it each server gets as many connections as it \
      bears, and one repository a processor is tested.
      """,
      valueName: "n"))
  var jobs: Int?

  @Option(help: .networkLimit)
  var timeout: DurationArgument?

  @Option(
    help: ArgumentHelp("Limit of one test run, and of a codemod's formatter, such as 90s or 10m.", valueName: "time"))
  var testTimeout: DurationArgument?

  /// The options as they are typed.
  var words: [String] {
    let times = [("--timeout", timeout), ("--test-timeout", testTimeout)]
    return (jobs.map { ["--jobs", "\($0)"] } ?? [])
      + times.flatMap { name, time in time.map { [name, $0.defaultValueDescription] } ?? [] }
  }
}

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
    if let retries, retries < 0 { throw ValidationError("--retries must be at least 0, not \(retries)") }
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

/// Where the change goes, and what its commits say.
struct DeliveryOptions: ParsableArguments {
  @Option(
    name: [.customShort("B"), .customLong("branch")],
    help: ArgumentHelp("Push to this branch instead of the campaign's own.", valueName: "branch"))
  var branch: String?

  @Flag(help: "Push to each repository's default branch.")
  var direct = false

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The commit's message; {{service.name}} and parameters are filled in.", valueName: "text"))
  var message: String?

  @Option(
    name: [.long, .customLong("conflict-strategy")],
    help: ArgumentHelp(
      """
      What to do with a branch that is there already and isn't merged: skip it; replace our own commits on it; append to \
      it; or rebase, which puts other people's commits on top of the new change again. Else replace.
      """,
      valueName: "skip|replace|append|rebase"))
  var strategy: BranchStrategy?

  @Flag(
    name: .customLong("overwrite-human-commits"), help: "Let replace drop other people's commits on the branch too.")
  var overwritesForeignCommits = false

  func validate() throws {
    if direct && branch != nil { throw ValidationError("--direct and --branch exclude each other") }
    if direct && strategy != nil {
      throw ValidationError("--strategy is about a branch of the change's own, and --direct has none")
    }
    if overwritesForeignCommits && (strategy ?? .replace) != .replace || direct && overwritesForeignCommits {
      throw ValidationError("--overwrite-human-commits goes with --strategy replace only")
    }
  }

  var branchPolicy: BranchPolicy {
    BranchPolicy(strategy ?? .replace, overwritesForeignCommits: overwritesForeignCommits)
  }

  /// Whether everything is left as it is by itself.
  var isEmpty: Bool {
    branch == nil && !direct && message == nil && strategy == nil && !overwritesForeignCommits
  }
}

extension TestPolicy.Baseline: ExpressibleByArgument {}
extension BranchStrategy: ExpressibleByArgument {}
