import FleetCore
import Git

/// What `fleet submodules sync --workdirs` does on this machine: it brings the submodules of working copies to what their
/// services pin there, where nobody has work in them.
struct WorkingCopyBringing {
  /// Holds working copies of services.
  let folder: String
  let manifest: ManifestOptions
  let timeout: Duration?

  /// Brings all along, and says on stderr what became of each submodule that wasn't as it should be.
  func run() async throws {
    let live = LiveEnvironment.current
    let means = try WorkingCopyMeans(live, manifest, timeout: timeout)
    let finder = WorkingCopyFinder(
      git: WorkingGit(in: live.workingFolder, settings: try live.networkSettings()),
      services: means.manifest?.services ?? [])
    let folder = live.absolutePath(folder)
    let copies = try await means.carryOut { try finder.below(folder) }
    let sync = WorkingCopySync(means.setting)
    for (service, copy) in copies.sorted(by: { $0.key < $1.key }) {
      let rows = try await means.carryOut { sync.run(copy) }
      try means.requireNoInterruption()
      for row in rows {
        guard let words = Self.words(row.outcome) else { continue }
        Console.standardError.write("\(service) \(row.path): \(words)\n")
      }
    }
  }

  private static func words(_ outcome: WorkingCopySync.Row.Outcome) -> String? {
    switch outcome {
    case .unchanged: nil
    case .updated(let old?, let new): "brought from \(old.short) to \(new.short)"
    case .updated(nil, let new): "brought to \(new.short)"
    case .urlChanged: "its URL is the declared one now"
    case .left(let reason): "left as it is: \(reason)"
    }
  }
}
