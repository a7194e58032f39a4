import ArgumentParser
import FleetCore
import Git
import Templates

/// `fleet new`
struct NewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Stamp a project from a template in cookiecutter's format.",
    discussion: """
      TEMPLATE is a name of the manifest or of a template that came with fleet, a folder, a .zip, or a git URL, also by \
      an abbreviation such as gh:owner/name. NAME answers the template's first question; key=value answers one by its \
      name. The rest is asked on a terminal. Without one every question needs an answer, or --no-input.

      The project becomes a git repository with one commit, and remembers its template in .fleet/template.json. \
      --library pins API libraries of the manifest as submodules, at the commits that their policies say. Everything is \
      made, or nothing is left: a hook that fails, a value that isn't there, a push that is refused and Ctrl-C leave no \
      folder and no entry in the manifest.

      Hooks run when the template is trusted at this commit (fleet trust); on a terminal they are shown first. For a \
      folder --accept-hooks yes is enough. With --no-git --no-answers-file the result is what cookiecutter makes.

      EXAMPLES
        fleet new service billing
        fleet new service billing --no-input --push git@git.example.com:plumbing/billing.git --register
        fleet new gh:owner/template --checkout v2 name=billing --accept-hooks no
        fleet new bff shop --library orders-api --library stock-api
      """)

  @Argument(help: "The template: a name, a folder, a .zip or a URL.", completion: .directory)
  var template: String

  @Argument(help: ArgumentHelp("The project's name, and answers as key=value.", valueName: "name"))
  var answers: [String] = []

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder that gets the project.", valueName: "dir"),
    completion: .directory)
  var output = "."

  @Flag(help: "Ask nothing: take the defaults for what isn't given.")
  var noInput = false

  @Option(
    name: .shortAndLong, help: ArgumentHelp("A branch, tag or commit of the template's repository.", valueName: "ref"))
  var checkout: String?

  @Option(help: ArgumentHelp("The template's folder in its source.", valueName: "dir"))
  var directory: String?

  @Option(
    help: ArgumentHelp(
      "Whether the template's hooks run: yes, no or ask. Else those that are trusted.", valueName: "how"))
  var acceptHooks: String?

  @Flag(name: [.customShort("f"), .long], help: "Write into a folder that exists; what is there is replaced.")
  var overwriteIfExists = false

  @Flag(name: [.customShort("s"), .long], help: "With -f: leave files that exist as they are.")
  var skipIfFileExists = false

  @Flag(help: "Take the answers of the last time that this template was stamped, by fleet or by cookiecutter.")
  var replay = false

  @Option(help: ArgumentHelp("Take the answers of a replay file.", valueName: "file"), completion: .file())
  var replayFile: String?

  @Flag(inversion: .prefixedNo, exclusivity: .exclusive, help: "Whether the project becomes a git repository.")
  var git = true

  @Flag(inversion: .prefixedNo, exclusivity: .exclusive, help: "Whether .fleet/template.json is written.")
  var answersFile = true

  @Option(help: ArgumentHelp("Push the first commit there; the branch must not exist.", valueName: "url"))
  var push: String?

  @Flag(help: "Add the project to the manifest.")
  var register = false

  @Option(
    name: .customLong("library"),
    help: ArgumentHelp("Pin a library of the manifest as a submodule. Repeat for more.", valueName: "name"))
  var libraries: [String] = []

  @Flag(help: "Keep what there is after a failure.")
  var keep = false

  @Option(help: ArgumentHelp("Limit of one network operation, such as 30s or 2m.", valueName: "time"))
  var timeout: DurationArgument?

  @Option(help: ArgumentHelp("Limit of one hook. Else 10m.", valueName: "time"))
  var hookTimeout: DurationArgument?

  @Flag(help: "Print one JSON document on stdout.")
  var json = false

  @OptionGroup var manifest: ManifestOptions

  func validate() throws {
    let names = answers.filter { !$0.contains("=") }
    if names.count > 1 { throw ValidationError("one NAME was expected, and key=value for the rest: \(names[1])") }
    if let answer = answers.first(where: { $0.hasPrefix("=") }) {
      throw ValidationError("\(answer): a name before the = was expected")
    }
    if let acceptHooks, HookConsent.Wish(rawValue: acceptHooks) == nil {
      throw ValidationError("--accept-hooks must be yes, no or ask, not \(acceptHooks)")
    }
    if replay || replayFile != nil {
      if replay && replayFile != nil { throw ValidationError("--replay and --replay-file exclude each other") }
      if noInput || !answers.isEmpty {
        throw ValidationError("a replay has its own answers: give none, and no --no-input")
      }
    }
    if !git {
      for (isGiven, option) in [(push != nil, "--push"), (register, "--register"), (!libraries.isEmpty, "--library")]
      where isGiven {
        throw ValidationError("\(option) needs a repository: leave out --no-git")
      }
    }
    if overwriteIfExists, push != nil || register || !libraries.isEmpty {
      throw ValidationError("-f is for folders that exist, which are not committed: no --push, --register or --library")
    }
    if Set(libraries).count < libraries.count { throw ValidationError("--library names a library twice") }
  }

  func run() async throws {
    let given = answers.compactMap { answer -> (key: String, value: String)? in
      guard let sign = answer.firstIndex(of: "=") else { return nil }
      return (String(answer[..<sign]), String(answer[answer.index(after: sign)...]))
    }
    let options = NewProject.Options(
      template: template, ref: checkout, directory: directory, name: answers.first { !$0.contains("=") }, given: given,
      output: output, asksNothing: noInput, hooks: acceptHooks.flatMap(HookConsent.Wish.init),
      policy: ExistingPolicy(entersFolders: overwriteIfExists, keepsFiles: skipIfFileExists),
      replay: replayFile.map { .file($0) } ?? (replay ? .last : nil), usesGit: git, writesRecord: answersFile,
      push: push,
      isRegistered: register, libraries: libraries, keepsFailures: keep,
      network: timeout.map { NetworkLimits(total: $0.duration) } ?? NetworkLimits(),
      hookLimit: hookTimeout?.duration ?? .seconds(600), wantsJSON: json, manifest: manifest)
    try await NewProject(options: options, live: LiveEnvironment.current).run()
  }
}
