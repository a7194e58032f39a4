import FleetTestSupport
import Foundation
import Templates
import Testing

/// An update that is killed at any moment: the same command finishes it, each service gets one commit, and no record moves
/// without its merge.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct UpdateKillTests {
  private static let branch = UpdateFixture.branch

  enum Moment: String, CaseIterable {
    case planning, baseTest, changeTest, beforeReceiving, afterReceiving, firstOutcome

    /// The server's hook that kills the program.
    var hook: String? {
      switch self {
      case .beforeReceiving: "pre-receive"
      case .afterReceiving: "post-receive"
      case .planning, .baseTest, .changeTest, .firstOutcome: nil
      }
    }

    /// When the tests kill the program that started them.
    var test: String {
      switch self {
      case .baseTest: "! grep -q Zero docs/guide.md"
      case .changeTest: "grep -q Zero docs/guide.md"
      case .planning, .beforeReceiving, .afterReceiving, .firstOutcome: "false"
      }
    }
  }

  private var fixture: UpdateFixture
  private let marks: TemporaryFolder
  private let stamped: String
  private var remotes: [String: Remote] = [:]

  init() throws {
    marks = try TemporaryFolder()
    // The template's own hook runs while services are planned.
    let hook =
      "#!/bin/sh\nif [ -e \(marks.path)/planning ] && mkdir \(marks.path)/once 2>/dev/null; then kill -9 $PPID; fi\n"
    fixture = try UpdateFixture(
      files: UpdateFixture.files.merging(["hooks/post_gen_project.sh": .executable(hook)]) { $1 })
    stamped = fixture.tip
    for name in ["service-1", "service-2", "service-3"] {
      let remote = try fixture.stamp(name, record: fixture.record(name).stamped(nil, ranHooks: true))
      // Each update of a branch is a line of its reflog: the server's own count of pushes.
      try remote.configure("core.logAllRefUpdates", "true")
      try remote.commit(["settings.py": "NAME = '\(name)'\nPORT = 9000\nDEBUG = False\n"])
      remotes[name] = remote
    }
    try fixture.change([
      "{{cookiecutter.name}}/docs/guide.md": "Zero\nTwo\nThree\nFour\nFive\nSix\nSeven\nEight\n"
    ])
    for commit in [stamped, fixture.tip] {
      let trust = try fixture.campaign.run("trust", "add", fixture.source, "--checkout", commit, "--yes")
      guard trust.status == 0 else { throw TestSupportError(trust.stderr) }
    }
  }

  @Test(arguments: Moment.allCases) func anUpdateThatIsKilledIsFinishedByTheSameCommand(_ moment: Moment) async throws {
    let once = "mkdir \(marks.path)/once 2>/dev/null"
    if moment == .planning { try marks.write("", to: "planning") }
    let test = "if \(moment.test) && \(once); then kill -9 $PPID; fi"
    try fixture.writeManifest(extra: "defaults:\n  test: |\n    \(test)\n")
    if let hook = moment.hook {
      let pid = "\(fixture.campaign.work.path)/pid"
      for remote in remotes.values {
        try remote.installHook(
          hook, "if \(once); then while [ ! -s \(pid) ]; do :; done; kill -9 $(cat \(pid)); fi")
      }
    }
    let process = try start(["template", "update", "--yes", "-j", "1"])
    let work = fixture.campaign.work
    let ending = try await onOwnThread {
      if moment == .firstOutcome {
        let end = ContinuousClock.now + .seconds(60)
        while work.read("stderr")?.contains("[1/3]") != true, ContinuousClock.now < end {
          if process.wait(for: .milliseconds(1)) != nil { break }
        }
        process.kill()
      }
      return process.wait(for: .seconds(120))
    }
    #expect(ending == 128 + SIGKILL)
    #expect(try problems() == [])

    let (document, exitCode) = try fixture.campaign.report(["template", "update", "--yes", "-j", "1"])
    #expect(exitCode == 0)
    #expect(document.summary == ["delivered": 3, "total": 3], "\(document)")
    #expect(try problems() == [])
    for (name, remote) in remotes {
      #expect(try remote.tip(of: Self.branch) != nil, "\(name)")
      #expect(try pushCount(remote) == 1, "\(name)")
    }
  }

  /// What is wrong with the remotes: a branch is one commit on the base, with merge and record, and a base is as it was.
  private func problems() throws -> [String] {
    try remotes.flatMap { name, remote in
      var found: [String] = []
      if try remote.recordedCommit(on: "main") != stamped { found.append("\(name): the record moved on main") }
      guard let tip = try remote.tip(of: Self.branch) else { return found }
      let isMerged = try remote.file("docs/guide.md", on: tip)?.hasPrefix("Zero") == true
      if try !isMerged || remote.recordedCommit(on: tip) != fixture.tip { found.append("\(name): half an update") }
      if try remote.file("settings.py", on: tip)?.contains("PORT = 9000") != true {
        found.append("\(name): an edit lost")
      }
      let ids = try remote.git.run(["rev-parse", "\(tip)^", "main"], in: remote.path).split(separator: "\n")
      if Set(ids).count != 1 { found.append("\(name): not one commit") }
      return found
    }
  }

  private func pushCount(_ remote: Remote) throws -> Int {
    let log = try String(contentsOfFile: "\(remote.path)/logs/refs/heads/\(Self.branch)", encoding: .utf8)
    return log.split(separator: "\n").count
  }

  /// Starts the program; what it says on stderr is in the file `stderr` of the work folder.
  private func start(_ arguments: [String]) throws -> TestProcess {
    let work = fixture.campaign.work
    let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
    let errors = open("\(work.path)/stderr", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    defer {
      close(nothing)
      close(errors)
    }
    let process = try TestProcess(
      FleetProgram.path(), arguments, environment: fixture.campaign.fleet.variables, folder: work.path, stdin: nothing,
      stdout: nothing, stderr: errors)
    try work.write("\(process.processID)\n", to: "pid")
    return process
  }
}
