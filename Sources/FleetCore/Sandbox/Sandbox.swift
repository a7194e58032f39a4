import Foundation

/// Where tests and scripts are shut in: a view of this machine without the user's files, made by bubblewrap (bwrap(1)).
///
/// Made once for a run; `CheckoutSandbox` is it for one repository.
public struct Sandbox: Sendable {
  /// The path of bwrap.
  let program: String
  public let allowsNetwork: Bool
  /// Where programs have a home of their own: at the user's path, so that what the environment says of paths stays true.
  let home: String
  /// What lies below the programs' own folders.
  let system: [SandboxMount]
  /// What lies above them.
  let tools: [SandboxMount]
  let environment: ProgramEnvironment

  /// - Parameters:
  ///   - environment: what programs see of the environment.
  ///   - folders: ours, which no program may see.
  ///   - allowsNetwork: whether programs have the machine's network, else none but a loopback of their own.
  /// - Throws: where there is no bubblewrap. Whether it can make a sandbox here, only `check` knows.
  public init(
    environment: ProgramEnvironment, folders: CacheFolders, allowsNetwork: Bool
  ) throws(SandboxError) {
    let variables = environment.inherited
    program = try Self.program(in: variables["PATH"] ?? "")
    self.allowsNetwork = allowsNetwork
    self.environment = environment
    let view = SystemView(allowsNetwork: allowsNetwork)
    let userHome = variables["HOME"].flatMap { FolderPath($0) }
    home = userHome.flatMap { Self.canBeCovered($0) ? $0.text : nil } ?? "/home/fleet"
    let hidden = [folders.mirrors, folders.checkouts, folders.logs + "/.."].compactMap { FolderPath($0) }
    // Ours may lie in a folder that is in sight, such as /opt.
    let covers = hidden.map(\.resolved).filter { folder in
      view.visible.contains { $0.contains(folder) } && FileManager.default.fileExists(atPath: folder.text)
    }
    system = view.mounts
    tools =
      ToolchainView(environment: variables, home: userHome, hidden: hidden, visible: view.visible).mounts
      + covers.map { .emptyFolder($0.text) }
  }

  private static func program(in path: String) throws(SandboxError) -> String {
    let candidates = path.split(separator: ":").filter { $0.hasPrefix("/") }.map { "\($0)/bwrap" }
    if let program = candidates.first(where: FileManager.default.isExecutableFile) { return program }
    throw SandboxError(
      message: "a sandbox needs bubblewrap, and there is no program bwrap in PATH", hint: "apt-get install bubblewrap")
  }

  /// Whether a home of the programs' own can lie at a path without covering the system: the superuser of a container may
  /// have `/`.
  private static func canBeCovered(_ home: FolderPath) -> Bool {
    !(SystemView.roots + ["/proc", "/dev", "/sys", "/run", "/tmp"]).contains { root in
      FolderPath(root).map(home.contains) ?? false
    }
  }
}
