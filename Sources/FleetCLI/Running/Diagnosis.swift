import FleetCore
import Foundation
import Git

/// One thing that `fleet doctor` looked at.
struct Diagnosis: Encodable {
  enum State: String, Encodable {
    case good = "ok"
    /// Not there, and not needed for everything.
    case missing = "-"
    case wrong = "WRONG"
  }

  let subject: String
  let state: State
  let detail: String
  var hint: String?

  /// What this machine has: libraries, programs, folders, a name for commits.
  static func ofMachine(_ live: LiveEnvironment) -> [Diagnosis] {
    [
      Diagnosis(subject: "fleet", state: .good, detail: Version.number),
      Diagnosis(subject: "libgit2", state: .good, detail: LibGit2.version),
      program("git", live, purpose: "credentials, and repositories on this machine"),
      program("ssh", live, purpose: "ssh remotes"),
      program("bwrap", live, purpose: "--sandbox", package: "bubblewrap"),
      credentials(live),
      folder("cache", live.cacheFolders.mirrors),
      folder("logs", live.cacheFolders.logs),
    ]
  }

  /// What the manifest says, as far as it concerns the machine.
  static func of(_ loaded: LoadedManifest, _ live: LiveEnvironment) -> [Diagnosis] {
    let count = loaded.manifest.services.count
    let services = count == 1 ? "1 service" : "\(count) services"
    let manifest = Diagnosis(subject: "manifest", state: .good, detail: "\(loaded.shownPath): \(services)")
    do {
      let author = try live.author(for: loaded.manifest)
      return [manifest, Diagnosis(subject: "author", state: .good, detail: "\(author.name) <\(author.email)>")]
    } catch {
      let error = error as? CommandError
      return [manifest, Diagnosis(subject: "author", state: .wrong, detail: error?.message ?? "", hint: error?.hint)]
    }
  }

  /// Where credentials may come from; never what they are.
  private static func credentials(_ live: LiveEnvironment) -> Diagnosis {
    let tokens = live.variables.keys.filter { $0.hasPrefix("FLEET_TOKEN_") || wellKnownTokens.contains($0) }.sorted()
    // A configuration that can't be read is reported where it is needed, with its own words.
    let entries = (try? live.networkSettings().configuration.entries) ?? []
    let agent = live.variables["SSH_AUTH_SOCK"].map { _ in ["an ssh agent"] } ?? []
    let helpers = entries.filter { $0.key == "credential.helper" }.compactMap(\.value).filter { !$0.isEmpty }
    let sources = tokens + helpers.map { "git's helper \"\($0)\"" } + agent
    return Diagnosis(
      subject: "credentials", state: sources.isEmpty ? .missing : .good,
      detail: sources.isEmpty ? "no token, no credential helper, no ssh agent" : sources.joined(separator: ", "))
  }

  private static let wellKnownTokens: Set<String> = ["GITHUB_TOKEN", "GH_TOKEN", "GITLAB_TOKEN"]

  private static func program(
    _ name: String, _ live: LiveEnvironment, purpose: String, package: String? = nil
  ) -> Diagnosis {
    let folders = (live.variables["PATH"] ?? "").split(separator: ":")
    let path = folders.map { "\($0)/\(name)" }.first(where: FileManager.default.isExecutableFile)
    guard let path else {
      return Diagnosis(
        subject: name, state: .missing, detail: "not found; needed for \(purpose)",
        hint: "apt-get install \(package ?? name)")
    }
    return Diagnosis(subject: name, state: .good, detail: path)
  }

  private static func folder(_ name: String, _ path: String) -> Diagnosis {
    var ancestor = URL(fileURLWithPath: path)
    while !FileManager.default.fileExists(atPath: ancestor.path(percentEncoded: false)),
      ancestor.pathComponents.count > 1
    {
      ancestor.deleteLastPathComponent()
    }
    let isWritable = FileManager.default.isWritableFile(atPath: ancestor.path(percentEncoded: false))
    return Diagnosis(
      subject: name, state: isWritable ? .good : .wrong, detail: path,
      hint: isWritable ? nil : "make it writable, or set XDG_CACHE_HOME and XDG_STATE_HOME")
  }
}
