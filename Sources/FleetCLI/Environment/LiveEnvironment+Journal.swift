import FleetCore
import Foundation

/// A run that is gone on with.
struct Resumption: Sendable {
  /// The id of the campaign that it must be of.
  let campaign: CampaignRecord
  /// The services that the unfinished run was for.
  let services: Set<String>
  let wantsJSON: Bool
}

extension LiveEnvironment {
  /// Opens the journal; what a person should know about it is said.
  func journal() throws -> Journal {
    try Self.asking { () throws(JournalError) in
      let journal = try Journal.open(at: cacheFolders.journal)
      if let note = journal.note { Console.standardError.write("warning: \(note)\n") }
      return journal
    }
  }

  /// Runs a question to the journal; what goes wrong is a `CommandError`.
  static func asking<Value>(_ question: () throws(JournalError) -> Value) throws -> Value {
    do throws(JournalError) {
      return try question()
    } catch {
      throw CommandError(message: error.message, hint: error.hint)
    }
  }

  /// What the journal keeps of this command.
  var recipe: Recipe { Recipe(folder: workingFolder, arguments: arguments, files: files.read) }

  /// A time as tables show it, in the local time zone, such as `2026-11-28 14:03`.
  static func shownTime(_ time: Date) -> String {
    timestamp(time).replacing("T", with: " ").prefix(13) + ":" + timestamp(time).dropFirst(13).prefix(2)
  }

  /// The day in the local time zone, such as `2026-11-28`.
  static func day() -> String { String(timestamp().prefix(10)) }
}

extension LiveEnvironment {
  /// Returns the names of the services that weren't fine, or weren't done, when a campaign of this name last ran.
  ///
  /// By the name, since what failed is often tried again after a change of the codemod.
  func failedServices(of identity: CampaignIdentity) throws -> Set<String> {
    let journal = try journal()
    let status = try Self.asking { () throws(JournalError) -> CampaignStatus? in
      guard let campaign = try journal.campaign(named: identity.name, manifest: identity.manifest) else { return nil }
      return try journal.status(of: campaign, isAlive: ProcessIdentity.isAlive)
    }
    guard let status else {
      throw CommandError(message: "--failed: \(identity.name) was never run with this manifest", hint: "fleet status")
    }
    return Set(status.results.filter { !$0.outcome.isFine }.map(\.service) + status.openServices)
  }
}
