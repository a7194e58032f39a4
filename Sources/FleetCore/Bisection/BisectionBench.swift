import Changes
import Foundation
import Git
import Threads

/// Runs a service's tests with a library's pin at one commit or another; remembers what they said.
struct BisectionBench: Sendable {
  let range: BisectionRange
  let request: BisectionRequest
  let context: RunContext
  let journal: Journal
  let manifest: Manifest
  /// For work on objects and files.
  let pool: BlockingPool

  struct Answer: Sendable {
    let verdict: BisectionSearch.Verdict
    let words: String
    let logPath: String
    let isRemembered: Bool
  }

  /// With this code tests say that they can't tell, as for `git bisect run`.
  private static let skipCode = 125

  private var store: MirrorStore { MirrorStore(folder: context.folders.mirrors) }
  private var mirror: Mirror { store.mirror(of: request.service) }
  var checkout: Checkout { Checkout(of: mirror, in: context.folders.checkouts) }

  /// Tests one commit of the library.
  func test(_ commit: ObjectID) async throws(GitError) -> Answer {
    guard !context.cancellation.isCancelled else { throw Self.interrupted }
    let (tree, command) = try await pool.run { () throws(GitError) in
      let repository = try Repository(openingBare: mirror.path)
      let tree = try repository.writeTree(
        base: range.base, edits: [TreeEntryEdit(pathBytes: range.path.bytes, action: .pin(commit))])
      return (tree, try self.command(on: tree))
    }
    let subject = TestSubject(mirror: mirror, tree: tree, command: command, sandbox: context.sandbox)
    if !request.isAfresh, let known = try remembered(subject) {
      return Answer(
        verdict: known.isPassed ? .good : .bad, words: known.words, logPath: known.logPath, isRemembered: true)
    }
    let log = "\(context.folders.logs)/\(context.runName)/\(request.service.name)/\(commit.hex.prefix(12)).log"
    let ending = try await run(command, on: tree, at: commit, log: log)
    let verdict: BisectionSearch.Verdict
    switch ending {
    case .exited(Self.skipCode), .timedOut: verdict = .skipped
    case .exited, .killed: verdict = ending.isSuccess ? .good : .bad
    case .interrupted: throw Self.interrupted
    case .notStarted(let reason):
      throw GitError(operation: "run \(command.shown)", kind: .other, message: "it could not be started: \(reason)")
    }
    if verdict != .skipped {
      try remember(
        TestVerdict(subject: subject, isPassed: verdict == .good, tries: 1, words: ending.words, logPath: log))
    }
    return Answer(verdict: verdict, words: ending.words, logPath: log, isRemembered: false)
  }

  private static var interrupted: GitError { GitError(operation: "bisect", kind: .cancelled, message: "interrupted") }

  private func command(on tree: ObjectID) throws(GitError) -> RepositoryTest {
    if let test = request.test { return test }
    let none = GitError(
      operation: "look for the tests of \(request.service.name)", kind: .unsupported, message: "it has none",
      hint: "--test COMMAND")
    if let setting = request.service.test {
      guard let test = RepositoryTest(setting) else { throw none }
      return test
    }
    do {
      let snapshot = MirrorSnapshot(try Repository(openingBare: mirror.path), tree: tree)
      guard let test = try RepositoryTest.detected(in: snapshot) else { throw none }
      return test
    } catch let error as GitError {
      throw error
    } catch {
      throw GitError(operation: "look for tests", kind: .other, message: "\(error)")
    }
  }

  private func run(
    _ command: RepositoryTest, on tree: ObjectID, at commit: ObjectID, log: String
  ) async throws(GitError) -> ProgramEnding {
    let repositories = KnownRepositories(store.mirrors(of: manifest))
    let emptyFolders = try await pool.run { () throws(GitError) in
      let pins = try checkout.prepare(tree, head: range.base, from: mirror.path)
      return try CheckoutPins(known: repositories, images: LibraryImages(), options: context.networkOptions)
        .fill(pins, of: request.service.remote, in: checkout)
    }
    let heading =
      ["$ \(command.shown) by \(command.origin), with \(request.library.name) at \(commit.hex)"] + emptyFolders
    let sandbox = context.sandbox.map { CheckoutSandbox($0, for: checkout, of: mirror, known: repositories.mirrors) }
    return await Program(
      arguments: command.arguments, folder: checkout.folder,
      environment: context.programEnvironment.variables(
        service: request.service.name, folder: checkout.folder, campaign: nil),
      timeLimit: context.limits.test, logPath: log, heading: heading, mark: checkout.mark
    ).run(in: sandbox)
  }

  private func remembered(_ subject: TestSubject) throws(GitError) -> TestVerdict? {
    do throws(JournalError) {
      return try journal.bisectionVerdict(on: subject)
    } catch {
      throw GitError(operation: "", kind: .other, message: error.message, hint: error.hint)
    }
  }

  private func remember(_ verdict: TestVerdict) throws(GitError) {
    do throws(JournalError) {
      try journal.keep(ofBisection: verdict)
    } catch {
      throw GitError(operation: "", kind: .other, message: error.message, hint: error.hint)
    }
  }
}
