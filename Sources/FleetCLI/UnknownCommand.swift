import ArgumentParser
import Documents

/// A word where a command was expected: ArgumentParser calls it an unexpected argument, which helps nobody.
struct UnknownCommand {
  private let parents: [String]
  private let word: String
  private let known: [String]

  /// Nil where the arguments name a command, or none at all.
  init?(_ arguments: [String]) {
    var command: any ParsableCommand.Type = Fleet.self
    var parents = ["fleet"]
    for word in arguments.dropFirst() {
      let subcommands = command.allSubcommands
      guard !subcommands.isEmpty, !word.hasPrefix("-") else { return nil }
      guard let next = subcommands.first(where: { $0.configuration.commandName == word }) else {
        if word == "help" { return nil }
        self.parents = parents
        self.word = word
        self.known = subcommands.compactMap(\.configuration.commandName)
        return
      }
      command = next
      parents.append(word)
    }
    return nil
  }

  var text: String {
    let path = parents.joined(separator: " ")
    let meant = suggestion(for: word, among: known).map { "; did you mean \"\($0)\"?" } ?? ""
    return "fleet: \(path) has no command \(quoted(word))\(meant)\nhint: \(path) --help"
  }
}
