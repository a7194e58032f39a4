import ArgumentParser
import FleetCore
import Reports

/// `fleet trust list`
struct TrustListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the trusted templates with their commits.")

  @Flag(help: "Print one JSON document on stdout.")
  var json = false

  private struct Document: Encodable {
    let schema = 1
    let command = "trust list"
    let trusted: [TrustStore.Entry]
  }

  func run() throws {
    do {
      let entries = try TrustStore(environment: LiveEnvironment.current.variables).entries()
      let text =
        try json
        ? JSONDocument.text(of: Document(trusted: entries)) : entries.map { "\($0.commit)  \($0.url)\n" }.joined()
      Console.standardOutput.write(text)
    } catch let error as StampError {
      throw CommandError(error)
    }
  }
}
