import ArgumentParser
import FleetCore

/// `fleet submodules rollback`
struct SubmodulesRollbackCommand: PinCampaignCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollback",
    abstract: "Put the pins back that a run has moved.",
    discussion: """
      Where a service's default branch still pins what the run wrote, one commit puts back what was there before, also \
      where that is older. Services whose pins have moved since are named and left alone, and so are those that never \
      merged the run's branch. It goes to the default branch where the run did, else to a branch fleet/rollback-RUN.

      RUN is the id that the run's commits name, such as 2026-11-28-pins, or its name for the newest; fleet status lists \
      them. The number that fleet log shows means what that one run has pushed.

      EXAMPLES
        fleet submodules rollback 2026-11-28-pins --dry-run --diff
        fleet submodules rollback 2026-11-28-pins --select billing --yes
        fleet submodules rollback 17
      """)

  @Argument(help: "The id of the run, its name for the newest, or its number in fleet log.")
  var run: String

  @OptionGroup var plan: PinPlanOptions
  @OptionGroup var options: CampaignOptions

  func run() async throws {
    let live = LiveEnvironment.current
    let journal = try live.journal()
    let (record, pushes, numbered) = try LiveEnvironment.asking { () throws(JournalError) in
      let numbered = try Int64(run).flatMap { (number) throws(JournalError) in try journal.run(number) }
      let record = try journal.campaign(numbered?.campaign ?? run)
      return (record, try journal.deliveredPushes(of: record, run: numbered), numbered)
    }
    guard record.kind == PinCampaign.Kind.pins.rawValue else {
      throw CommandError(message: "\(record.id) moved no pins", hint: "fleet undo \(record.name)")
    }
    // A campaign of its own for each run that is taken back by itself.
    let meant = [record.id] + (numbered.map { ["\($0.id)"] } ?? [])
    var place = options.manifest
    // The run's own manifest, from wherever the command is typed.
    if place.path == nil { place.path = record.manifest }
    let campaign = try await PinCampaign(self, name: "rollback-\(record.id)", kind: .pins, manifest: place) {
      means in
      var work = PinCampaign.Work.moving(
        PinMoves(
          .records(try records(pushes, live)), on: means.shelf, services: means.manifest.services,
          allowsDowngrade: true),
        digest: meant, isOrdered: means.hasWaves
      ) { [branches = Dictionary(uniqueKeysWithValues: pushes.map { ($0.service, $0.branch) })] service in
        branches[service.name] == service.branch ? nil : "fleet/rollback-\(record.id)"
      }
      work.only = (
        Set(pushes.map(\.service)), SelectionReason(option: "rollback", clause: "the run has pushed nothing to it")
      )
      return work
    }
    try await campaign.run(self, [meant[meant.count - 1]])
  }

  /// What each service's pins were before the run.
  private func records(_ pushes: [PushRecord], _ live: LiveEnvironment) throws -> [String: [PinRecord]] {
    var records: [String: [PinRecord]] = [:]
    for push in pushes {
      do {
        records[push.service] = try push.pinsTakenBack(mirrors: live.cacheFolders.mirrors)
      } catch {
        throw CommandError(
          message: "\(push.service): its mirror doesn't hold what the run pushed any more: \(error.message)",
          hint: "fleet repos sync, where the run's commits are merged")
      }
    }
    return records
  }
}
