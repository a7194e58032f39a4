import Foundation

/// The folders outside the system's own where this user's programs and languages lie: those that the environment names,
/// and the usual ones of version managers. Caches and settings, where tokens may be, are not among them.
struct ToolchainView {
  let mounts: [SandboxMount]

  /// Variables with one path.
  private static let roots = [
    "JAVA_HOME", "MAVEN_HOME", "RUSTUP_HOME", "PYENV_ROOT", "VIRTUAL_ENV", "NVM_DIR", "SWIFTLY_HOME_DIR",
    "SSL_CERT_FILE", "SSL_CERT_DIR",
  ]
  /// Variables with several.
  private static let lists = ["PYTHONPATH", "NODE_PATH", "LD_LIBRARY_PATH"]

  /// Below the user's home.
  private static let usual = [
    ".pyenv", ".rbenv", ".nvm", ".volta", ".asdf", ".rustup", ".swiftly", ".sdkman/candidates", ".local/bin",
    ".local/lib", ".local/share/mise", ".local/share/pipx", ".local/share/swiftly", ".local/share/uv",
  ]

  /// - Parameters:
  ///   - environment: what programs will see.
  ///   - home: the user's, if there is one; never shown itself, nor anything above it.
  ///   - hidden: folders that no program may see, nor anything above or in them.
  ///   - visible: folders that are in sight already.
  init(environment: [String: String], home: FolderPath?, hidden: [FolderPath], visible: [FolderPath]) {
    let closed = [home, home?.resolved].compactMap { $0 } + hidden
    func isAllowed(_ folder: FolderPath) -> Bool {
      FileManager.default.fileExists(atPath: folder.text)
        && !visible.contains { $0.contains(folder) }
        && closed.allSatisfy { !folder.contains($0) && !folder.resolved.contains($0) }
        && !hidden.contains { $0.contains(folder) || $0.contains(folder.resolved) }
    }
    func list(_ name: String) -> [FolderPath] {
      environment[name]?.split(separator: ":").compactMap { FolderPath(String($0)) } ?? []
    }
    let named =
      Self.roots.compactMap { environment[$0] } + Self.usual.compactMap { path in home.map { "\($0.text)/\(path)" } }
    let programs = list("PATH")
    let folders = named.compactMap { FolderPath($0) } + Self.lists.flatMap(list) + programs
    let installations = programs.compactMap { Self.installation(of: $0) }
    // What lies in another of them comes after it, so that nothing is covered.
    mounts = Set((folders + installations).filter(isAllowed).map(\.text)).sorted().map { .readOnly($0) }
  }

  /// The installation that a folder of programs belongs to, where it looks like one: its libraries are needed too.
  private static func installation(of folder: FolderPath) -> FolderPath? {
    let parts = folder.text.split(separator: "/")
    guard parts.count > 2, let parent = FolderPath("/" + parts.dropLast().joined(separator: "/")) else { return nil }
    func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(parent.text)/\(name)") }
    switch parts[parts.count - 1] {
    // Programs of version managers (pyenv, rbenv, asdf), which look for the real one below the manager's folder.
    case "shims": return parent
    case "bin":
      // These two hold the user's tokens and files as well; what of them is needed is among the usual folders.
      let isMixed = [".local", ".cargo"].contains(parts[parts.count - 2])
      return !isMixed && (has("lib") || has("libexec")) && !has(".git") ? parent : nil
    default: return nil
    }
  }
}
