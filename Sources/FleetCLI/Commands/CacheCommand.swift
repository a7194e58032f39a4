import ArgumentParser

/// `fleet cache`
struct CacheCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache",
    abstract: "List, verify and prune the mirrors of remotes.",
    subcommands: [CacheListCommand.self, CacheVerifyCommand.self, CachePruneCommand.self])
}
