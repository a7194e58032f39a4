import ArgumentParser
import FleetCore
import Foundation
import Reports

/// `fleet plans list`
struct PlansListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the stored plans, the newest first.",
    discussion: """
      EXAMPLES
        fleet plans list
        fleet plans list --json
      """)

  @Flag(help: "Print one JSON document on stdout.")
  var json = false

  private struct Document: Encodable {
    let schema = 1
    let command = "plans list"
    let plans: [Plan]

    struct Plan: Encodable {
      let plan: String
      let campaign: String
      let id: String
      let began: Date
      let repositories: Int
    }
  }

  func run() throws {
    let journal = try LiveEnvironment.current.journal()
    let plans = try LiveEnvironment.asking { () throws(JournalError) in try journal.plans() }
    guard !json else {
      let documents = plans.map {
        Document.Plan(
          plan: $0.id, campaign: $0.campaign.name, id: $0.campaign.id, began: $0.began, repositories: $0.entries.count)
      }
      Console.standardOutput.write(try JSONDocument.text(of: Document(plans: documents)))
      return
    }
    let rows = plans.map { plan in
      let count = plan.entries.count
      return [
        plan.id, LiveEnvironment.shownTime(plan.began), plan.campaign.id,
        "\(count) \(count == 1 ? "repository" : "repositories")",
      ]
    }
    Console.standardOutput.write(TextTable(rows: rows).text)
    if rows.isEmpty { Console.standardError.write("No plan is stored.\n") }
  }
}
