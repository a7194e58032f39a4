import FleetTestSupport
import Foundation

/// Services and libraries behind a git server, with a manifest that names both.
struct PinFixture {
  let fleet: CampaignFixture

  init(onConnection: @escaping @Sendable (Int) -> Void = { _ in }) throws {
    fleet = try CampaignFixture(onConnection: onConnection)
  }

  var daemon: GitDaemon { fleet.daemon }

  /// Makes a library with a history of so many commits; the tags lead to commits counted from 1.
  @discardableResult
  func library(_ name: String, commits count: Int = 3, tags: [String: Int] = [:]) throws -> (Remote, [String]) {
    let remote = try fleet.remote(name, files: ["api.txt": "1\n", "NAME": .text("\(name)\n")])
    for number in 1..<max(count, 2) where number < count {
      try remote.commit(["api.txt": .text("\(number + 1)\n")], message: "Change \(number + 1)\n")
    }
    let ids = try remote.git.run(["rev-list", "--reverse", "main"], in: remote.path).split(separator: "\n").map(
      String.init)
    for (tag, number) in tags { try remote.set("refs/tags/\(tag)", to: ids[number - 1]) }
    return (remote, ids)
  }

  /// One submodule of a service; without a URL it isn't declared.
  struct Submodule {
    let path: String
    let commit: String?
    let url: String?

    init(_ path: String, _ commit: String?, _ url: String?) {
      (self.path, self.commit, self.url) = (path, commit, url)
    }
  }

  @discardableResult
  func service(_ name: String, _ submodules: [Submodule], modules extra: String = "") throws -> Remote {
    var files: [String: FileContent] = ["README.md": "# a service\n"]
    var modules = ""
    for submodule in submodules {
      if let commit = submodule.commit { files[submodule.path] = .submodule(commit) }
      if let url = submodule.url {
        modules += "[submodule \"\(submodule.path)\"]\n\tpath = \(submodule.path)\n\turl = \(url)\n"
      }
    }
    if !(modules + extra).isEmpty { files[".gitmodules"] = .text(modules + extra) }
    return try fleet.remote(name, files: files)
  }

  /// Writes a manifest of these services; `libraries` are the entries' further lines, such as `follow: {branch: main}`.
  func writeManifest(_ services: [String], libraries: [String: String], urls: [String: String] = [:]) throws {
    let entries = libraries.sorted { $0.key < $1.key }.map { name, lines in
      let url = urls[name] ?? daemon.url("\(name).git")
      return "  - name: \(name)\n    url: \(url)\n" + lines.split(separator: "\n").map { "    \($0)\n" }.joined()
    }
    try fleet.writeManifest(services, extra: "libraries:\n\(entries.joined())", urls: urls)
  }

  func status(_ options: String...) throws -> (document: StatusDocument, exitCode: Int32, stderr: String) {
    let result = try fleet.fleet.run(["submodules", "status", "--json"] + options, in: fleet.work.path)
    do {
      return (
        try JSONDecoder().decode(StatusDocument.self, from: Data(result.stdout)), result.status, result.stderr
      )
    } catch {
      throw TestSupportError("no document: exit \(result.status): \(result.text)\(result.stderr)")
    }
  }

  func graph(_ options: String...) throws -> (document: GraphDocument, exitCode: Int32) {
    let result = try fleet.fleet.run(["submodules", "graph", "--json"] + options, in: fleet.work.path)
    do {
      return (try JSONDecoder().decode(GraphDocument.self, from: Data(result.stdout)), result.status)
    } catch {
      throw TestSupportError("no document: exit \(result.status): \(result.text)\(result.stderr)")
    }
  }
}

/// What `fleet submodules status --json` prints.
struct StatusDocument: Decodable {
  struct Pin: Decodable {
    let service: String
    let path: String?
    let library: String?
    let url: String?
    let pin: String?
    let describe: String?
    let ref: String?
    let behind: Int?
    let ahead: Int?
    let state: String
    let states: [String]
    let message: String?
  }

  struct Finding: Decodable {
    let service: String
    let code: String
    let refused: Bool
    let line: Int?
  }

  let pins: [Pin]
  let findings: [Finding]
  let summary: [String: Int]

  /// The state by service and path, such as `billing libs/api`.
  var states: [String: String] {
    Dictionary(pins.map { ("\($0.service) \($0.path ?? "-")", $0.state) }, uniquingKeysWith: { "\($0), \($1)" })
  }

  subscript(service: String) -> Pin? { pins.first { $0.service == service } }
}

/// What `fleet submodules graph --json` prints.
struct GraphDocument: Decodable {
  struct Use: Decodable {
    let library: String?
    let user: String
    let kind: String
    let path: String
    let through: [String]
    let cycle: Bool
    let repeated: Bool
  }

  struct Problem: Decodable {
    let name: String
    let message: String
  }

  let uses: [Use]
  let unused: [String]
  let problems: [Problem]

  /// A line a use: library, user, path, what it is nested in.
  var lines: [String] {
    uses.map { use in
      ([use.library ?? "?", use.user, use.path] + use.through.map { "<\($0)" } + (use.cycle ? ["cycle"] : [])
        + (use.repeated ? ["repeated"] : [])).joined(separator: " ")
    }
  }
}
