import FleetCore

extension LiveEnvironment {
  /// Returns the sandbox of a run, if it has one, once it is certain that this machine can make it.
  func sandbox(_ mode: SandboxMode) async throws -> Sandbox? {
    guard mode != .none else { return nil }
    do {
      let sandbox = try Sandbox(
        environment: ProgramEnvironment(inherited: variables), folders: cacheFolders, allowsNetwork: mode == .network)
      try await sandbox.check()
      return sandbox
    } catch {
      throw CommandError(message: error.message, hint: error.hint ?? "--no-sandbox runs them as they are")
    }
  }
}
