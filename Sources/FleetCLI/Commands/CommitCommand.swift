import ArgumentParser
import FleetCore
import Git
import Reports

/// `fleet commit`
struct CommitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "commit",
    abstract: "Commit in a service's working copy and in its libraries together; push the libraries first.",
    discussion: """
      Works in the service whose working copy the current folder is in, also from inside of a submodule. In every working \
      copy, what is staged is committed; where nothing is, all changes of files that git tracks are, as git commit -a does. \
      A new file has to be added with git add. Hooks, filters and signatures are those of the working copies, and all \
      messages end with the same Fleet-Change-Id. The service's commit has the new pins.

      With --push the libraries go first, nested ones before those that hold them, each to a branch of its own and by fast \
      forward only: the one that --branch names, else the one that is checked out, else, for a detached HEAD, the one that \
      fleet.yaml follows or git's submodule.NAME.branch says. Then each library's remote is asked whether the commit is \
      there, on a branch or tag that fleet.yaml trusts (without a manifest: the default branch or a tag), and only then is \
      the service committed and pushed. With nothing to commit, --push pushes what was committed before.

      Everything that can be known is looked at before anything is touched. What was begun and not finished, after a kill or \
      a refused push, is finished by --resume; --quit forgets it and leaves the commits that were made.

      EXIT CODES
        0  done, or nothing to do
        1  something is in the way, or a push was refused: the service's remote is as it was
        2  wrong usage

      EXAMPLES
        fleet commit -m "Send invoices by queue" --push
        fleet commit -m "Try it" --branch payments-api=topic/queue
        fleet commit --resume
      """)

  @Option(
    name: [.short, .customLong("message")],
    help: ArgumentHelp("The message of all commits. Repeat for more paragraphs.", valueName: "text"))
  var messages: [String] = []

  @Flag(help: "Push the libraries, and then the service.")
  var push = false

  @Option(
    name: .customLong("branch"),
    help: ArgumentHelp(
      "Push this library to this branch. A library is called by its name or its path. Repeat for several.",
      valueName: "library=branch"))
  var branches: [String] = []

  @Flag(help: "Pin commits too that don't have the pin before in their history.")
  var allowDowngrade = false

  @Flag(help: "Go on with a joint commit that was interrupted or has failed.")
  var resume = false

  @Flag(help: "Forget a joint commit that isn't finished; its commits stay.")
  var quit = false

  @Flag(name: .shortAndLong, help: "Say what would be done, and do nothing.")
  var dryRun = false

  @Option(
    help: ArgumentHelp("The limit of one network operation, such as 500ms, 3s or 2m.", valueName: "duration"))
  var timeout: DurationArgument?

  @OptionGroup var manifest: ManifestOptions

  @Flag(help: "Print one JSON document on stdout.")
  var json = false

  func validate() throws {
    let isNew = !messages.isEmpty || push || !branches.isEmpty || allowDowngrade || dryRun
    if resume && quit { throw ValidationError("--resume and --quit exclude each other") }
    if (resume || quit) && isNew {
      throw ValidationError("--\(resume ? "resume" : "quit") is about what was begun and takes no other wishes")
    }
    if !resume && !quit && messages.isEmpty && !push { throw ValidationError("-m MESSAGE is missing") }
    if messages.contains(where: { $0.allSatisfy(\.isWhitespace) }) { throw ValidationError("the message is empty") }
    for text in branches { _ = try Self.parts(of: text) }
  }

  private static func parts(of text: String) throws -> JointCommitRequest.Branch {
    guard let equal = text.firstIndex(of: "="), equal != text.startIndex, text.index(after: equal) != text.endIndex
    else {
      throw ValidationError("--branch \(text): library=branch was expected")
    }
    return .init(library: String(text[..<equal]), branch: String(text[text.index(after: equal)...]))
  }

  func run() async throws {
    let live = LiveEnvironment.current
    let run = JointCommitCommandRun(
      means: try WorkingCopyMeans(live, manifest, timeout: timeout?.duration), wantsJSON: json)
    if quit { return try await run.quit() }
    if resume { return try await run.resume() }
    let request = JointCommitRequest(
      message: messages.isEmpty ? nil : messages.joined(separator: "\n\n"), pushes: push,
      branches: try branches.map(Self.parts), allowsDowngrade: allowDowngrade)
    try await run.run(request, isDryRun: dryRun)
  }
}
