import FleetCore
import Git
import Reports

/// `fleet commit`: has the joint commit made, and prints the report.
struct JointCommitCommandRun {
  let means: WorkingCopyMeans
  let wantsJSON: Bool

  func run(_ request: JointCommitRequest, isDryRun: Bool) async throws {
    let commit = try jointCommit()
    try end(try await means.carryOut { try await commit.run(request, isDryRun: isDryRun) })
  }

  func resume() async throws {
    let commit = try jointCommit()
    guard let report = try await means.carryOut({ try await commit.resume() }) else {
      return Console.standardError.write("Nothing to resume.\n")
    }
    try end(report)
  }

  func quit() async throws {
    let commit = try jointCommit()
    let wasThere = try await means.carryOut { try await commit.quit() }
    Console.standardError.write(
      wasThere ? "Forgotten; the commits that were made stay.\n" : "There is no unfinished joint commit.\n")
  }

  private func jointCommit() throws -> JointCommit {
    do throws(GitError) {
      return try JointCommit(in: means.live.workingFolder, means.setting)
    } catch {
      throw CommandError(
        message: error.message.contains("not a git repository")
          ? "this folder is in no working copy of a service" : error.description, hint: error.hint)
    }
  }

  private func end(_ report: JointCommitReport) throws {
    let text = JointCommitText(report)
    Console.standardOutput.write(wantsJSON ? try JointCommitDocument(report).text : text.table)
    Console.standardError.write(text.problems)
    if !wantsJSON { Console.standardError.write(text.summary + "\n") }
    if report.wasInterrupted { throw ExitStatus.interrupted }
    if report.isWrongUsage { throw ExitStatus.usage }
    if !report.isFine { throw ExitStatus.failures }
  }
}
