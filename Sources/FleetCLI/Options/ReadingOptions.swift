import ArgumentParser

/// How much a command reads at once that changes no repository and runs no tests, and how long it may take.
struct ReadingOptions: LimitOptions {
  @Option(
    name: [.customShort("j"), .customLong("jobs")],
    help: ArgumentHelp(
      """
      How many repositories are fetched and read at once. Without it each server gets as many connections as it bears, and \
      one repository a processor is read.
      """,
      valueName: "n"))
  var jobs: Int?

  @Option(help: .networkLimit)
  var timeout: DurationArgument?

  var testTimeout: DurationArgument? { nil }
}
