import ArgumentParser
import FleetCore
import Foundation
import Git

/// Options that say how much runs at once and how long it may take.
///
/// A protocol and not a group within groups: ArgumentParser's checks of debug builds take four times as long for each of those.
protocol LimitOptions: ParsableArguments {
  var jobs: Int? { get }
  /// Of one network operation.
  var timeout: DurationArgument? { get }
  /// Of one test run.
  var testTimeout: DurationArgument? { get }
}

extension LimitOptions {
  /// Returns the limits of a run: the options', else the manifest's, else the program's own.
  func limits(for manifest: Manifest) -> RunLimits {
    let settings = manifest.defaults.timeouts
    let usual = NetworkLimits()
    let total = timeout?.duration ?? settings.operation ?? usual.total
    return RunLimits(
      jobs: jobs, connectionLimit: manifest.defaults.connections ?? ConnectionWidth.usualLimit,
      processorCount: ProcessInfo.processInfo.activeProcessorCount,
      network: NetworkLimits(
        connect: min(settings.connect ?? usual.connect, total), idle: min(settings.idle ?? usual.idle, total),
        total: total),
      test: testTimeout?.duration ?? settings.test ?? .seconds(1800))
  }

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs must be 1 to 1024, not \(jobs)") }
  }
}

extension ArgumentHelp {
  /// What `--timeout` is.
  static let networkLimit = ArgumentHelp("Limit of one network operation, such as 30s or 2m.", valueName: "time")
}
