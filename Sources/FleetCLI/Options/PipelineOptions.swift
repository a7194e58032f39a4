import ArgumentParser

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
