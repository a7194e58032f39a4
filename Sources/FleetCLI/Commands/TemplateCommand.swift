import ArgumentParser

/// `fleet template`
struct TemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: "Keep services up with their templates; check and try templates.",
    subcommands: [
      TemplateStatusCommand.self,
      TemplateUpdateCommand.self,
      TemplateAdoptCommand.self,
      TemplateRenderCommand.self,
      TemplateCheckCommand.self,
    ])
}
