import ArgumentParser
import FleetCore

/// `fleet resume`
struct ResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Go on with a run that was killed or interrupted.",
    discussion: """
      Runs the command of the unfinished run again, with the same words, the same codemod (also if its file has changed \
      since) and the same services. What is done isn't done again: a repository that was pushed to is only asked whether \
      it still has the commit, and tests that have passed aren't run. The same command typed again does the same.

      EXAMPLES
        fleet resume
        fleet resume 2026-11-28-bump-timeout
      """)

  @Argument(help: "A campaign's id or name. Else the one whose last run didn't reach its end.")
  var campaign: String?

  @Flag(help: "Print one JSON document on stdout.")
  var json = false

  func run() async throws {
    let live = LiveEnvironment.current
    let journal = try live.journal()
    guard let run = try unfinishedRun(in: journal) else {
      Console.standardError.write("Nothing to resume.\n")
      return
    }
    let (record, recipe, services) = try LiveEnvironment.asking { () throws(JournalError) in
      (try journal.campaign(run.campaign), try journal.recipe(of: run), try journal.unfinishedServices(of: run))
    }
    let variables = live.variables.merging(["FLEET_MANIFEST": record.manifest]) { _, kept in kept }
    let resumed = LiveEnvironment(
      variables: variables, workingFolder: recipe.folder, arguments: recipe.arguments,
      files: RunFiles(kept: recipe.files),
      resumption: Resumption(campaign: record, services: services, wantsJSON: json))
    let command = try Fleet.parseAsRoot(recipe.arguments)
    guard var command = command as? any AsyncParsableCommand else {
      throw CommandError(message: "run \(run.id), fleet \(run.command), can't be resumed")
    }
    try await LiveEnvironment.$current.withValue(resumed) { try await command.run() }
  }

  private func unfinishedRun(in journal: Journal) throws -> RunRecord? {
    try LiveEnvironment.asking { () throws(JournalError) in
      guard let campaign else { return try journal.unfinishedRun(isAlive: ProcessIdentity.isAlive) }
      guard let run = try journal.lastRun(of: journal.campaign(campaign)),
        try !journal.unfinishedServices(of: run).isEmpty
      else { return nil }
      guard !ProcessIdentity.isAlive(run.process) || run.ended != nil else {
        throw JournalError(
          kind: .unusable, message: "\(run.campaign) runs now, as process \(run.process.id)", hint: "fleet status")
      }
      return run
    }
  }
}
