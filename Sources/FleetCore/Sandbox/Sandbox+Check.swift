import Foundation

extension Sandbox {
  /// Makes a sandbox and runs nothing of interest in it, so that a machine which allows none shows before anything is done.
  public func check() async throws(SandboxError) {
    let base = FileManager.default.temporaryDirectory.appendingPathComponent("fleet-sandbox-\(UUID().uuidString)")
      .path(percentEncoded: false)
    // The system sweeps what can't be removed.
    defer { try? FileManager.default.removeItem(atPath: base) }
    let folder = base + "/work"
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw SandboxError(message: "no folder for a sandbox in \(base): \(error.localizedDescription)", hint: nil)
    }
    let program = Program(
      arguments: ["/bin/sh", "-c", ":"], folder: folder,
      environment: environment.variables(service: "", folder: folder, campaign: nil), timeLimit: .seconds(30),
      logPath: base + "/log")
    let ending = await program.run(
      in: CheckoutSandbox(
        self, folder: folder, writable: [folder], readable: [], own: SandboxFolders(base: base + "/own")))
    guard !ending.isSuccess else { return }
    throw Self.failure(ending)
  }

  private static func failure(_ ending: ProgramEnding) -> SandboxError {
    guard case .notStarted(let words) = ending else {
      return SandboxError(message: "bubblewrap makes no sandbox here: a trial \(ending.words)", hint: nil)
    }
    let isForbidden = ["namespace", "Operation not permitted", "Permission denied", "No space left"].contains {
      words.contains($0)
    }
    return SandboxError(
      message: "bubblewrap makes no sandbox here: \(words)",
      hint: isForbidden
        ? "this machine, or the container that this is, must allow user namespaces: sysctl user.max_user_namespaces"
        : nil)
  }
}
