import FleetCore
import Foundation
import Git

/// What the commands have that work in working copies of people: the manifest if there is one, limits, Ctrl-C.
struct WorkingCopyMeans {
  let live: LiveEnvironment
  /// Nil where there is none: a developer's working copy needs none.
  let manifest: Manifest?
  let setting: WorkingCopySetting
  private let interruption = Interruption()

  init(_ live: LiveEnvironment, _ options: ManifestOptions, timeout: Duration?) throws {
    self.live = live
    let place = ManifestPlace.find(
      option: options.path, environment: live.variables["FLEET_MANIFEST"], from: live.workingFolder,
      fileExists: FileManager.default.fileExists)
    manifest = try place == nil ? nil : LoadedManifest(options, live).manifest
    let limits =
      (timeout ?? manifest?.defaults.timeouts.operation).map { NetworkLimits(total: $0) } ?? NetworkLimits()
    setting = WorkingCopySetting(
      network: NetworkOptions(
        settings: try live.networkSettings(), limits: limits, cancellation: interruption.cancellation),
      mirrors: MirrorStore(folder: live.cacheFolders.mirrors), services: manifest?.services ?? [],
      libraries: manifest?.libraries ?? [], hookLimit: .seconds(1800),
      observe: { event in
        switch event {
        case .began(let words): Console.standardError.write("\(words)\n")
        case .printed(let bytes): Console.standardError.write(bytes)
        }
      })
  }

  /// - Throws: where Ctrl-C has ended work that doesn't say so itself.
  func requireNoInterruption() throws {
    if interruption.cancellation.isCancelled { throw ExitStatus.interrupted }
  }

  /// Runs work that Ctrl-C ends in order; its failure is that of the command.
  func carryOut<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
    do {
      return try await interruption.run(work)
    } catch let error as GitError {
      if error.kind == .cancelled || interruption.cancellation.isCancelled { throw ExitStatus.interrupted }
      throw CommandError(
        message: error.description, hint: error.hint, status: error.kind == .exists ? .usage : .failures)
    }
  }
}
