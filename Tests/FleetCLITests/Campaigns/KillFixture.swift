import FleetTestSupport
import Foundation
import Synchronization

/// A fleet of equal services whose tests, pushes and connections are counted, and a `fleet` that is killed.
struct KillFixture: Sendable {
  static let branch = "fleet/bump-timeout"

  /// What the services have, and how the manifest goes on.
  struct Content {
    var files: [String: FileContent] = [
      "main/settings.py": .text(CampaignFixture.settings), "README.md": "# a service\n",
    ]
    /// Further sections of the manifest.
    var manifest = ""
    /// A shell condition that holds in changed files only.
    var isChanged = "grep -q 60 main/settings.py"
    /// The branch that the change goes to.
    var branch = KillFixture.branch
  }

  var fixture: CampaignFixture
  let branch: String
  let names: [String]
  /// Where each run of a service's tests leaves a line, `base` or `change`, in a file of the service's name.
  let marks: TemporaryFolder
  private let template: Remote
  private let bell: ConnectionBell

  /// - Parameters:
  ///   - test: what the tests do besides leaving their line; `$MARKS` is the folder of the lines, and `$TREE` is `base` or
  ///     `change`.
  ///   - content: given the servers' folders and URLs.
  init(
    serviceCount: Int, test: String = "", content: (CampaignFixture) throws -> Content = { _ in Content() }
  ) throws {
    let bell = ConnectionBell()
    self.bell = bell
    fixture = try CampaignFixture(onConnection: bell.arrived)
    marks = try TemporaryFolder()
    let content = try content(fixture)
    branch = content.branch
    template = try Remote(files: content.files, name: "template.git", in: fixture.remotes)
    // Each update of a branch is a line of its reflog: the server's own count of pushes.
    try template.configure("core.logAllRefUpdates", "true")
    names = (1...serviceCount).map { "service-" + String(1000 + $0).dropFirst() }
    for name in names {
      try FileManager.default.copyItem(atPath: template.path, toPath: "\(fixture.remotes.path)/\(name).git")
    }
    let lines = [
      "MARKS=\(marks.path)", "TREE=base", "if \(content.isChanged); then TREE=change; fi",
      "echo $TREE >> $MARKS/$FLEET_REPO", test,
    ]
    let script = lines.filter { !$0.isEmpty }.map { "    \($0)\n" }.joined()
    try fixture.writeManifest(names, extra: "\(content.manifest)defaults:\n  test: |\n\(script)")
  }

  func path(_ name: String) -> String { "\(fixture.remotes.path)/\(name).git" }

  func installHook(_ hook: String, _ script: String) throws {
    for name in names {
      try TestProgram.run(
        "/bin/sh", ["-c", "cat > \"$0\" && chmod 755 \"$0\"", "\(path(name))/hooks/\(hook)"],
        environment: template.git.environment, input: Array("#!/bin/sh\n\(script)\n".utf8))
    }
  }

  /// Starts the program and returns it; what it says on stderr is in the file `stderr` of the work folder.
  func start(_ arguments: String...) throws -> TestProcess { try start(arguments) }

  func start(_ arguments: [String]) throws -> TestProcess {
    let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
    let errors = open("\(fixture.work.path)/stderr", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    defer {
      close(nothing)
      close(errors)
    }
    let process = try TestProcess(
      FleetProgram.path(), arguments, environment: fixture.fleet.variables, folder: fixture.work.path, stdin: nothing,
      stdout: nothing, stderr: errors)
    try fixture.work.write("\(process.processID)\n", to: "pid")
    return process
  }

  /// Kills the program once so many connections have come since the last call of `countConnections`, and a while after;
  /// false where it ended before.
  func kill(
    _ process: TestProcess, onceConnection number: Int, after delay: Duration = .zero
  ) async throws -> Bool {
    try await kill(process, after: delay) { bell.count >= number }
  }

  /// Runs a command with `--json` to its end and returns its document.
  func report(_ arguments: String...) async throws -> (document: CampaignDocument, exitCode: Int32) {
    try await onOwnThread { try fixture.report(arguments) }
  }

  /// Waits for the end of a program, at most two minutes.
  func end(of process: TestProcess) async throws -> Int32? {
    try await onOwnThread { process.wait(for: .seconds(120)) }
  }

  /// How many connections there were since `countConnections`.
  var connectionCount: Int { bell.count }

  /// Begins to count connections anew.
  func countConnections() { bell.reset() }

  /// Kills the program once something has happened, at most a minute from now, and a while after; false where it ended
  /// before. All on one thread, so that nothing comes between what happens and the kill.
  func kill(
    _ process: TestProcess, after delay: Duration = .zero, once hasHappened: @escaping @Sendable () -> Bool
  ) async throws -> Bool {
    try await onOwnThread {
      let end = ContinuousClock.now + .seconds(60)
      while !hasHappened(), ContinuousClock.now < end {
        if process.wait(for: .milliseconds(1)) != nil { return false }
      }
      guard hasHappened(), process.wait(for: delay) == nil else { return false }
      process.kill()
      return true
    }
  }

  /// How often tests ran on the untouched trees or the changed ones.
  func testCount(_ tree: String) -> Int {
    names.reduce(0) { count, name in
      count + (marks.read(name) ?? "").split(separator: "\n").count { $0 == tree }
    }
  }

  /// A line of a hook that kills the program, the first time that any hook comes to it.
  var killOnce: String {
    let pid = "\(fixture.work.path)/pid"
    return
      "if mkdir \(marks.path)/once 2>/dev/null; then while [ ! -s \(pid) ]; do :; done; kill -9 $(cat \(pid)); fi"
  }

  /// Whether a remote has the campaign's branch.
  func hasBranch(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(path(name))/refs/heads/\(branch)")
  }

  /// How many pushes the server took for a service.
  func pushCount(_ name: String) -> Int {
    let log = FileManager.default.contents(atPath: "\(path(name))/logs/refs/heads/\(branch)")
    return log.map { String(decoding: $0, as: UTF8.self).split(separator: "\n").count } ?? 0
  }

  var deliveredCount: Int { names.count { pushCount($0) > 0 } }

  /// What is wrong with the remotes, a line each: every one must have exactly one commit of the campaign, with the right
  /// tree, pushed once.
  func problems() async throws -> [String] {
    try await onOwnThread { try foundProblems() }
  }

  private func foundProblems() throws -> [String] {
    let wanted = try template.git.run(
      ["hash-object", "-w", "--stdin"], in: template.path, input: Array(CampaignFixture.changedSettings.utf8))
    return try names.compactMap { name in
      let pushes = pushCount(name)
      guard pushes == 1 else { return "\(name): \(pushes) pushes" }
      let ids = try template.git.run(
        [
          "rev-parse", "main", "\(Self.branch)^", "\(Self.branch):main/settings.py", "main:README.md",
          "\(Self.branch):README.md",
        ], in: path(name)
      ).split(separator: "\n")
      guard ids.count == 5, ids[0] == ids[1] else { return "\(name): not one commit on the base" }
      return ids[2] == wanted && ids[3] == ids[4] ? nil : "\(name): another tree"
    }
  }
}

/// Counts connections as they come.
private final class ConnectionBell: Sendable {
  private let state = Mutex(0)

  var count: Int { state.withLock { $0 } }

  @Sendable func arrived(_ number: Int) {
    state.withLock { $0 += 1 }
  }

  func reset() {
    state.withLock { $0 = 0 }
  }
}
