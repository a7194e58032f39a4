import ArgumentParser

/// `fleet template`
struct TemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: "Check and try project templates.",
    subcommands: [TemplateRenderCommand.self, TemplateCheckCommand.self])
}
