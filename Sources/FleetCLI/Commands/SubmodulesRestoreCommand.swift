import ArgumentParser
import Changes
import FleetCore
import Git

/// `fleet submodules restore`
struct SubmodulesRestoreCommand: PinCampaignCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Move the pins to what a lock says.",
    discussion: """
      Each service that the lock has rows of gets one commit that makes its pins those of the rows, by the same rules as \
      fleet submodules sync: only to commits that a trusted ref of the library leads to, and not back without \
      --allow-downgrade. Submodules that the lock doesn't know stay as they are. It goes to a branch fleet/restore unless \
      --branch or --direct say otherwise.

      EXAMPLES
        fleet submodules restore --dry-run
        fleet submodules restore november.lock --allow-downgrade --direct --yes
      """)

  @Argument(
    help: "The lock. Else fleet.lock beside the manifest.", completion: .file(extensions: ["lock"]))
  var lock: String?

  @OptionGroup var downgrades: DowngradeOptions
  @OptionGroup var plan: PinPlanOptions
  @OptionGroup var options: CampaignOptions

  func run() async throws {
    let campaign = try await PinCampaign(self, name: "restore", kind: .pins) { means in
      let path = lock.map(means.live.absolutePath) ?? means.live.lockPath(beside: means.loaded)
      let shown = means.live.shownPath(path)
      let bytes = try means.live.files.read(path, shownAs: shown)
      let records = try records(bytes, shown, means.manifest)
      var work = PinCampaign.Work.moving(
        PinMoves(
          .records(records), on: means.shelf, services: means.manifest.services,
          allowsDowngrade: downgrades.allowDowngrade),
        digest: [ObjectID(hashingBlob: bytes).hex] + downgrades.words, isOrdered: means.hasWaves,
        branch: { _ in "fleet/restore" })
      work.only = (Set(records.keys), SelectionReason(option: "restore", clause: "\(shown) has no row of it"))
      return work
    }
    try await campaign.run(self, (lock.map { [$0] } ?? []) + downgrades.words)
  }

  /// - Throws: wrong usage, where the lock can't be read or names services that the manifest doesn't have.
  private func records(
    _ bytes: [UInt8], _ shown: String, _ manifest: Manifest
  ) throws -> [String: [PinRecord]] {
    let lock: FleetLock
    do {
      lock = try FleetLock(reading: bytes)
    } catch {
      throw CommandError(message: "\(shown): \(error.message)", hint: "fleet submodules freeze writes such a file")
    }
    var records: [String: [PinRecord]] = [:]
    for row in lock.rows {
      guard manifest.service(named: row.service) != nil else {
        throw CommandError(message: "\(shown): no service is called \(row.service)", hint: "fleet repos list")
      }
      guard let commit = ObjectID(hex: row.sha), !commit.isZero else {
        throw CommandError(message: "\(shown): \(row.service) \(row.path): \(row.sha) is no commit's id")
      }
      records[row.service, default: []].append(PinRecord(path: TreePath(row.path), to: commit))
    }
    return records
  }
}
