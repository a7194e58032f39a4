import Foundation
import Git
import Threads

/// Reads mirrors from end to end and makes damaged ones anew: what `fleet cache verify` runs.
public struct MirrorCheck: Sendable {
  /// What was found out about one mirror.
  public struct Finding: Sendable, Equatable {
    /// The spelling is that of JSON.
    public enum State: String, Sendable {
      /// Everything that a reference leads to is there and is what its id says.
      case sound
      case broken
      /// It was broken, and has been made anew.
      case repaired
      /// It hasn't been fetched yet, which is no fault.
      case missing
    }

    public let path: String
    /// The remote; nil where the mirror's configuration can't be read and no manifest names it.
    public let url: String?
    public var state: State
    /// How many objects were read.
    public let objectCount: Int
    /// What is wrong, a line each; of a repaired mirror what was wrong.
    public var problems: [String]
  }

  private let context: RunContext

  public init(context: RunContext) {
    self.context = context
  }

  /// Returns a finding for each mirror, in their order. A mirror that another process is using is waited for.
  ///
  /// - Parameter repairing: the mirrors of remotes that may be asked: of these, a broken one is set aside and fetched anew.
  public func run(_ entries: [MirrorStore.Entry], repairing: [Mirror] = []) async -> [Finding] {
    let pool = BlockingPool(name: "processing", width: context.limits.processingWidth)
    let known = Dictionary(repairing.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    let network = context.networkOptions
    return await boundedMap(entries, width: context.limits.processingWidth) { entry in
      await pool.run {
        let finding = Self.finding(entry, network)
        guard finding.state == .broken, let mirror = known[entry.path] else { return finding }
        return Self.repaired(finding, mirror, network)
      }
    }
  }

  private static func finding(_ entry: MirrorStore.Entry, _ network: NetworkOptions) -> Finding {
    func finding(_ state: Finding.State, _ objectCount: Int = 0, _ problems: [String] = []) -> Finding {
      Finding(path: entry.path, url: entry.url, state: state, objectCount: objectCount, problems: problems)
    }
    guard FileManager.default.fileExists(atPath: entry.path) else { return finding(.missing) }
    do throws(GitError) {
      let lock = try FileLock(
        at: entry.path + Mirror.lockSuffix, limit: network.limits.total, cancellation: network.cancellation)
      defer { withExtendedLifetime(lock) {} }
      let report = try Repository(openingBare: entry.path).verify(network.cancellation)
      return finding(report.isSound ? .sound : .broken, report.objectCount, report.problems)
    } catch {
      return finding(.broken, 0, [error.message])
    }
  }

  private static func repaired(_ finding: Finding, _ mirror: Mirror, _ network: NetworkOptions) -> Finding {
    var finding = finding
    do throws(GitError) {
      _ = try mirror.repair(network)
      finding.state = .repaired
    } catch {
      finding.problems.append("it could not be made anew: \(error)")
    }
    return finding
  }
}
