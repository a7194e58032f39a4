import ArgumentParser

/// The files that a run is reported in, besides the terminal.
struct ReportOptions: ParsableArguments {
  @Option(
    name: .customLong("html"),
    help: ArgumentHelp("Write a page for people: counts, diffs, logs, what to do next.", valueName: "file"),
    completion: .file(extensions: ["html"]))
  var page: String?

  @Option(
    name: .customLong("junit"),
    help: ArgumentHelp("Write JUnit XML for CI servers: a test case a repository.", valueName: "file"),
    completion: .file(extensions: ["xml"]))
  var junit: String?

  func validate() throws {
    if let page, page == junit { throw ValidationError("--html and --junit name the same file: \(page)") }
  }

  /// Returns the files, once it is certain that they can be written.
  ///
  /// - Throws: wrong usage, naming the option, where one can't be.
  func files(_ live: LiveEnvironment) throws -> ReportFiles {
    try ReportFiles(
      page: page.map { try ReportFile(live.absolutePath($0), shownAs: "--html \($0)") },
      junit: junit.map { try ReportFile(live.absolutePath($0), shownAs: "--junit \($0)") })
  }
}
