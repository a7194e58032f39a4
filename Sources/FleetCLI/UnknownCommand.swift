import ArgumentParser
import Documents

/// A word where a command was expected: ArgumentParser calls it an unexpected argument, which helps nobody.
struct UnknownCommand {
  /// The commands before the word, such as `fleet repos`.
  private let path: String
  private let word: String
  private let known: [String]

  /// Returns the first such word; nil where the arguments name a command, or none at all.
  static func first(in arguments: [String]) -> UnknownCommand? {
    var command: any ParsableCommand.Type = Fleet.self
    var path = "fleet"
    for word in arguments.dropFirst() {
      let subcommands = command.allSubcommands
      if subcommands.isEmpty || word.hasPrefix("-") || ["help", "reference"].contains(word) { return nil }
      guard let next = subcommands.first(where: { $0.configuration.commandName == word }) else {
        return UnknownCommand(path: path, word: word, known: subcommands.compactMap { $0.configuration.commandName })
      }
      command = next
      path += " " + word
    }
    return nil
  }

  var text: String {
    let meant = suggestion(for: word, among: known).map { "; did you mean \(quoted($0))?" } ?? ""
    return "fleet: \(path) has no command \(quoted(word))\(meant)\nhint: \(path) --help"
  }
}
