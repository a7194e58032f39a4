import ArgumentParser

/// `fleet completion`
struct CompletionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completion",
    abstract: "Print the completion script of a shell.",
    discussion: """
      EXAMPLES
        fleet completion bash > ~/.local/share/bash-completion/completions/fleet
        fleet completion zsh > ~/.zsh/functions/_fleet
        fleet completion fish > ~/.config/fish/completions/fleet.fish
      """)

  enum Shell: String, ExpressibleByArgument, CaseIterable {
    case bash
    case zsh
    case fish
  }

  @Argument(help: "bash, zsh or fish.")
  var shell: Shell

  func run() throws {
    let script =
      switch shell {
      case .bash: Fleet.completionScript(for: .bash)
      case .zsh: Fleet.completionScript(for: .zsh)
      case .fish: Fleet.completionScript(for: .fish)
      }
    Console.standardOutput.write(script + "\n")
  }
}
