/// What of git's configuration changes how `git upload-pack` and `git receive-pack` treat a repository.
///
/// Keys that only change what a user sees are let through; a key of a kind that changes the work itself isn't imitated
/// but leads to the program.
struct LocalConfiguration {
  /// Whether the repository is of a format that libgit2 knows, with nothing that only git can evaluate.
  let isKnownFormat: Bool
  /// Whether references are left out of what is advertised.
  let hidesReferences: Bool
  /// Whether the repository says that it is bare and a push does nothing but write objects and references.
  let takesPlainPushes: Bool
  /// Whether git looks after a push if it is time to collect garbage.
  let collectsGarbage: Bool

  /// Takes the entries that the user and the machine have, then the repository's own.
  init(outside: [GitConfiguration.Entry], inside: [GitConfiguration.Entry]) {
    let all = GitConfiguration(entries: outside + inside)
    let own = GitConfiguration(entries: inside)
    isKnownFormat =
      ["0", "1"].contains(all.string("core.repositoryformatversion") ?? "0")
      && !inside.contains { LocalConfiguration.isOf(["extensions", "include"], $0.key) }
      && !all.entries.contains { LocalConfiguration.isOf(["includeif"], $0.key) }
    hidesReferences = all.entries.contains { ["transfer.hiderefs", "uploadpack.hiderefs"].contains($0.key) }
    takesPlainPushes =
      own.isTrue("core.bare") == true && !all.entries.contains(where: LocalConfiguration.changesPushes)
    collectsGarbage = all.isTrue("receive.autogc") != false && all.string("gc.auto") != "0"
  }

  private static let sectionsOfPushes = ["receive", "transfer", "fsck", "hook", "maintenance", "trace2"]
  private static let keysOfPushes: Set<String> = [
    "core.alternaterefscommand", "core.createobject", "core.filesreflocktimeout", "core.hookspath",
    "core.packedrefstimeout", "core.sharedrepository", "core.worktree", "gc.autopacklimit",
  ]

  private static func changesPushes(_ entry: GitConfiguration.Entry) -> Bool {
    switch entry.key {
    // Neither does anything, or stops what is never begun here.
    case "receive.autogc": GitConfiguration.truth(entry.value) == nil
    case "gc.auto": entry.value != "0"
    // Off is what a bare repository has anyhow.
    case "core.logallrefupdates": GitConfiguration.truth(entry.value) != false
    default:
      isOf(sectionsOfPushes, entry.key) || keysOfPushes.contains(entry.key)
        || entry.key.utf8.starts(with: "core.fsync".utf8)
    }
  }

  private static func isOf(_ sections: [String], _ key: String) -> Bool {
    sections.contains { key.utf8.starts(with: "\($0).".utf8) }
  }
}
