import ArgumentParser

/// `fleet cache`
struct CacheCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache",
    abstract: "List and prune the mirrors of remotes.",
    subcommands: [CacheListCommand.self, CachePruneCommand.self])
}
