import ArgumentParser

/// Whether a command that only reads asks the remotes first.
enum MirrorSource: EnumerableFlag {
  case refresh
  case offline

  static func help(for value: MirrorSource) -> ArgumentHelp? {
    switch value {
    case .refresh: "Fetch first what is read."
    case .offline: "Read the mirrors as they are and ask nobody."
    }
  }
}
