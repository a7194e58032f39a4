import FleetCLI
import Foundation
import Testing

struct CommandReferenceTests {
  @Test func thePageOfCommandsIsTheHelpOfTheCommands() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("docs/commands.md")
    if ProcessInfo.processInfo.environment["FLEET_UPDATE"] != nil {
      try Data(CommandReference.markdown.utf8).write(to: file)
    } else {
      let hint: Comment = "make docs writes the page anew"
      #expect(try String(contentsOf: file, encoding: .utf8) == CommandReference.markdown, hint)
    }
  }

  @Test func adoptionSaysOfItsTemplateThatServicesAreComparedWithIt() {
    let section = CommandReference.section(of: "fleet template adopt")
    #expect(section.contains("The template that services are compared with"))
    #expect(!section.contains("Only services of this template") && !section.contains("to come to"))
  }

  @Test func everyCommandIsOnThePageOnce() {
    let headings = CommandReference.markdown.split(separator: "\n").filter { $0.hasPrefix("## ") }
    #expect(headings.count > 40)
    #expect(Set(headings).count == headings.count)
  }
}
