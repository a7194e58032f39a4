import ArgumentParser
import FleetCore

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

extension BranchStrategy: ExpressibleByArgument {}
