import ArgumentParser
import FleetCore

/// `fleet demo`
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Make a fleet to play with.",
    discussion: """
      Makes a folder with \(DemoFleet.serviceNames.count) service remotes of three kinds, with history and tests, a \
      fleet.yaml and a bump-timeout.json. Among them are one that has the change already, one where the setting is \
      missing, one whose tests fail, one that is empty, and two that pin libraries as submodules. No network is used.

      EXAMPLES
        fleet demo plumbing && cd plumbing
        fleet apply bump-timeout.json
      """)

  @Flag(help: "Replace the folder if it is a demo fleet.")
  var replace = false

  @Argument(help: "The folder to make.", completion: .directory)
  var folder: String

  func run() throws {
    let live = LiveEnvironment.current
    let demo = DemoFleet(folder: live.absolutePath(folder))
    if demo.isThere && !(replace && demo.isDemo) {
      throw CommandError(
        message: "\(folder): is there already\(replace ? ", and is not a demo fleet" : "")",
        hint: demo.isDemo ? "fleet demo --replace \(folder)" : nil)
    }
    do {
      try demo.make()
    } catch {
      throw CommandError(message: "\(folder): \(error)", status: .failures)
    }
    Console.standardOutput.write("made \(folder): \(DemoFleet.serviceNames.count) services\n")
    Console.standardError.write("Next: cd \(folder) && fleet apply bump-timeout.json\n")
  }
}
