import FleetTestSupport
import Foundation
import Testing

@testable import FleetCore

/// What a sandbox shows, as values: nothing is started.
struct SandboxViewTests {
  private let folder: TemporaryFolder
  private let home: String
  private let folders: CacheFolders

  init() throws {
    folder = try TemporaryFolder()
    home = folder.path + "/home"
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    folders = CacheFolders(environment: ["HOME": home])
    // A stand-in that is found and never started.
    chmod(try folder.write("", to: "tools/bwrap"), 0o700)
  }

  private func sandbox(network: Bool = false, _ variables: [String: String] = [:]) throws -> Sandbox {
    var environment = ["HOME": home, "PATH": "\(folder.path)/tools:/usr/bin"]
    environment.merge(variables) { $1 }
    return try Sandbox(
      environment: ProgramEnvironment(inherited: environment), folders: folders, allowsNetwork: network)
  }

  private func confined(_ sandbox: Sandbox, environment: [String: String] = [:]) -> Program {
    let base = folders.checkouts + "/billing"
    return CheckoutSandbox(
      sandbox, folder: base + "/work", writable: [base + "/work", base + "/git"],
      readable: [base + "/git/fleet-index", folders.mirrors + "/billing.git/objects"],
      own: SandboxFolders(base: base + "/sandbox")
    ).confining(
      Program(
        arguments: ["make", "test"], folder: base + "/work", environment: environment, timeLimit: .seconds(1),
        logPath: base + "/log"))
  }

  @Test func theProgramIsStartedByBubblewrapAloneWithItself() throws {
    let arguments = confined(try sandbox()).arguments
    #expect(arguments.first == folder.path + "/tools/bwrap")
    #expect(arguments.suffix(3) == ["--", "make", "test"])
    for flag in ["--unshare-pid", "--unshare-ipc", "--unshare-net", "--die-with-parent", "--new-session"] {
      #expect(arguments.contains(flag))
    }
    #expect(try #require(arguments.firstIndex(of: "--cap-drop")) + 1 == arguments.firstIndex(of: "ALL"))
    #expect(!confined(try sandbox(network: true)).arguments.contains("--unshare-net"))
  }

  @Test func onlyTheCheckoutAndFoldersOfItsOwnCanBeWrittenTo() throws {
    let arguments = confined(try sandbox()).arguments
    let writable = arguments.indices.filter { arguments[$0] == "--bind" }.map { arguments[$0 + 1] }
    let base = folders.checkouts + "/billing"
    #expect(writable == [base + "/sandbox/tmp", base + "/sandbox/home", base + "/work", base + "/git"])
    #expect(arguments.contains("/usr") && !arguments.contains("/") && !arguments.contains(folders.mirrors))
    let own = try #require(arguments.lastIndex(of: home))
    #expect(arguments[own - 1] == base + "/sandbox/home", "the home lies at the user's own path")
  }

  @Test func variablesOfTheUsersCachesAreLeftOut() throws {
    let environment = confined(
      try sandbox(), environment: ["GOPATH": "/go", "TMPDIR": "/var/folders/x", "LANG": "C", "HOME": home]
    ).environment
    #expect(environment == ["LANG": "C", "HOME": home])
  }

  @Test func aUserWhoseHomeIsTheWholeMachineGetsAnotherOne() throws {
    for variables in [["HOME": "/"], ["HOME": "/usr"], ["HOME": "relative"], ["HOME": "/tmp"]] {
      #expect(try sandbox(variables).home == "/home/fleet")
    }
  }

  @Test func programsOfTheUserAreShownWithTheirInstallation() throws {
    let files = [
      "opt/go/bin/go", "opt/go/lib/x", "home/.pyenv/shims/python", "project/bin/run", "project/lib/x",
      "project/.git/HEAD", "home/.cargo/bin/cargo", "home/.cargo/lib/x", "home/.cargo/credentials.toml",
      "home/.local/bin/tox",
    ]
    for file in files { try folder.write("", to: file) }
    let path = ["opt/go/bin", "home/.pyenv/shims", "project/bin", "home/.cargo/bin", "home", "."].map {
      "\(folder.path)/\($0)"
    }
    let all = ["\(folder.path)/tools", "/usr/bin", "relative"] + path
    let tools = try sandbox(["PATH": all.joined(separator: ":")]).tools
    let shown = [
      "home/.cargo/bin", "home/.local/bin", "home/.pyenv", "home/.pyenv/shims", "opt/go", "opt/go/bin", "project/bin",
      "tools",
    ]
    #expect(tools == shown.map { .readOnly("\(folder.path)/\($0)") })
  }

  @Test func ourOwnFoldersAreNeverShown() throws {
    let mirrors = folders.mirrors
    try FileManager.default.createDirectory(atPath: mirrors + "/bin", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: mirrors)
    let path = "\(folder.path)/tools:\(mirrors):\(mirrors)/bin:\(folder.path)/link"
    #expect(try sandbox(["PATH": path, "JAVA_HOME": home + "/.cache"]).tools == [.readOnly("\(folder.path)/tools")])
  }

  @Test func whatNotEverybodyMayReadIsCovered() throws {
    let files = [("etc/passwd", 0o644), ("etc/shadow", 0o640), ("etc/keys/host", 0o600), ("etc/closed/key", 0o644)]
    for (file, mode) in files {
      chmod(try folder.write("x", to: file), mode_t(mode))
    }
    let etc = folder.path + "/etc"
    chmod(etc + "/closed", 0o710)
    chmod(etc + "/keys", 0o755)
    #expect(
      SystemView.secrets(below: etc)
        == [.emptyFolder(etc + "/closed"), .emptyFile(etc + "/keys/host"), .emptyFile(etc + "/shadow")])
  }

  @Test func withoutBubblewrapThereIsNoSandbox() throws {
    #expect {
      try sandbox(["PATH": "/nowhere"])
    } throws: { error in
      (error as? SandboxError)?.hint == "apt-get install bubblewrap"
    }
  }

  @Test func pathsAreComparedByTheirFolders() throws {
    let folder = try #require(FolderPath("/a//b/./c/../d/"))
    #expect(folder.text == "/a/b/d")
    #expect(FolderPath("a") == nil)
    #expect(folder.contains(try #require(FolderPath("/a/b/d/e"))))
    #expect(!folder.contains(try #require(FolderPath("/a/b/de"))))
    #expect(try #require(FolderPath("/")).contains(folder))
  }
}
