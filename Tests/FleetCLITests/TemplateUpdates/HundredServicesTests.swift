import FleetTestSupport
import Foundation
import Templates
import Testing

/// A hundred services with local edits of every kind, three template commits later, each compared with a merge by git.
@Suite(.timeLimit(.minutes(10)))
struct HundredServicesTests {
  private typealias Files = [String: FileContent]

  private static let prefix = "{{cookiecutter.name}}"
  private static let guide = (1...30).map { "Line \($0) of the guide\n" }

  private static func guide(_ changes: [Int: String]) -> FileContent {
    .text(guide.enumerated().map { changes[$0.offset] ?? $0.element }.joined())
  }

  private static let files: Files = UpdateFixture.files.merging([
    "\(prefix)/docs/guide.md": guide([:]), "\(prefix)/docs/old.md": guide([1: "Old\n"]),
    "\(prefix)/docs/gone.md": "Gone soon\n", "\(prefix)/src/main.py": "import settings\n\nprint(settings.NAME)\n",
  ]) { $1 }

  /// What services do to their files, by the number of the service modulo the count.
  private static let edits: [(name: String, edit: @Sendable (inout Files, Int) -> Void)] = [
    ("none", { _, _ in }),
    ("elsewhere", { files, number in files["docs/guide.md"] = guide([2: "ours \(number)\n", 27: "ours\n"]) }),
    ("the same lines", { files, number in files["docs/guide.md"] = guide([10: "ours \(number)\n"]) }),
    ("deletes", { files, _ in files["docs/guide.md"] = nil }),
    ("deletes what stays", { files, _ in files["LICENSE"] = nil }),
    ("renames", { files, _ in files["manual/guide.md"] = files.removeValue(forKey: "docs/guide.md") }),
    (
      "renames and edits",
      { files, number in
        files["docs/guide.md"] = nil
        files["manual.md"] = guide([25: "ours \(number)\n"])
      }
    ),
    ("mode", { files, _ in files["settings.py"] = .executable("NAME = 'x'\nPORT = 8000\nDEBUG = False\n") }),
    ("binary", { files, number in files["logo.png"] = .file([0, UInt8(number)]) }),
    ("adds", { files, number in files["own/\(number).txt"] = .text("own \(number)\n") }),
    ("adds the same name", { files, number in files["src/new.py"] = .text("ours = \(number)\n") }),
    ("edits what is renamed", { files, number in files["docs/old.md"] = guide([1: "Old\n", 20: "ours \(number)\n"]) }),
    ("edits what is deleted", { files, _ in files["docs/gone.md"] = "Ours for ever\n" }),
    (
      "many",
      { files, number in
        files["settings.py"] = .text("NAME = 'x'\nPORT = 8000\nDEBUG = False\nOURS = \(number)\n")
        files["src/main.py"] = .text("import os\nimport settings\n\nprint(settings.NAME)\n")
        files["run.sh"] = nil
        files["own.txt"] = "own\n"
      }
    ),
  ]

  @Test func eachResultIsWhatGitMerges() throws {
    var fixture = try UpdateFixture(files: Self.files)
    let first = fixture.tip
    try fixture.change([
      "\(Self.prefix)/docs/guide.md": Self.guide([10: "theirs\n", 15: "theirs too\n"]),
      "\(Self.prefix)/logo.png": .file([0, 255, 255]),
    ])
    try fixture.change(
      ["\(Self.prefix)/docs/new-name.md": Self.guide([1: "Old\n"]), "\(Self.prefix)/src/new.py": "theirs = 1\n"],
      deleting: ["\(Self.prefix)/docs/old.md", "\(Self.prefix)/docs/gone.md"])
    try fixture.change([
      "\(Self.prefix)/settings.py":
        "NAME = '{{ cookiecutter.name }}'\nPORT = {{ cookiecutter.port }} + 1\nDEBUG = False\n",
      "\(Self.prefix)/run.sh": .text("#!/bin/sh\nexec {{ cookiecutter.name }}\n"),
    ])
    let names = (0..<100).map { "service-\($0 < 10 ? "0" : "")\($0)" }
    var remotes: [String: Remote] = [:]
    for (number, name) in names.enumerated() {
      remotes[name] = try makeService(name, number, fixture, first)
    }
    try fixture.campaign.writeManifest(
      names, extra: "templates:\n  - name: service\n    url: \(fixture.source)\n")

    let (document, exitCode) = try fixture.update("--with-conflicts")
    #expect(exitCode == 1)
    #expect(document.repositories.count == 100)
    var outcomes: [String: Set<String>] = [:]
    for (number, name) in names.enumerated() {
      let kind = Self.edits[number % Self.edits.count].name
      let remote = try #require(remotes[name])
      let result = try #require(document[name])
      outcomes[kind, default: []].insert(result.outcome)
      let judged = try merge(in: remote)
      #expect(result.outcome == (judged.conflicts.isEmpty ? "delivered" : "conflict"), "\(kind)")
      for path in judged.conflicts { #expect(result.message?.contains(path) == true, "\(kind): \(path)") }
      let branch = UpdateFixture.branch
      #expect(try entries(of: branch, in: remote, without: judged.conflicts) == judged.entries, "\(kind)")
      #expect(try remote.recordedCommit(on: branch) == fixture.tip)
      #expect(try remote.recordedCommit(on: "main") == first)
    }
    #expect(outcomes["the same lines"] == ["conflict"])
    #expect(outcomes["adds the same name"] == ["conflict"])
    #expect(outcomes["edits what is deleted"] == ["conflict"])
    #expect(outcomes["binary"] == ["conflict"])
    for kind in ["none", "elsewhere", "deletes", "renames", "renames and edits", "edits what is renamed"] {
      #expect(outcomes[kind] == ["delivered"])
    }
  }

  /// Makes a service's remote, and beside its branch the three sides that git is to merge: without what the service
  /// deleted, which stays deleted whatever the template does.
  private func makeService(_ name: String, _ number: Int, _ fixture: UpdateFixture, _ first: String) throws -> Remote {
    let record = fixture.record(name, commit: first)
    let stamped = try fixture.rendered(record, at: first)
    let updated = try fixture.rendered(record, at: fixture.tip)
    var edited = stamped
    let edit = Self.edits[number % Self.edits.count]
    edit.edit(&edited, number)
    let recordFile: Files = [TemplateRecord.path: .text(record.text)]
    func gone(_ before: Files, _ after: Files) -> [String] { before.keys.filter { after[$0] == nil } }
    // A rename is no deletion.
    let deleted = edit.name.hasPrefix("renames") ? [] : gone(stamped, edited)
    let (base, theirs) = (stamped.filter { !deleted.contains($0.key) }, updated.filter { !deleted.contains($0.key) })
    let remote = try fixture.campaign.remote(name, files: [:])
    try remote.commit([
      .init(stamped.merging(recordFile) { $1 }),
      .init(edited, deleting: gone(stamped, edited)),
      .init(base, on: "judge/base"),
      .init(edited.merging(recordFile) { $1 }, deleting: gone(base, edited), on: "judge/ours", from: "judge/base"),
      .init(theirs, deleting: gone(base, theirs), on: "judge/theirs", from: "judge/base"),
    ])
    return remote
  }

  private func merge(in remote: Remote) throws -> (entries: [String], conflicts: [String]) {
    let result = try TestProgram.run(
      "git", ["merge-tree", "--write-tree", "--name-only", "--no-messages", "judge/ours", "judge/theirs"],
      environment: remote.git.environment, folder: remote.path)
    let lines = result.text.split(separator: "\n").map(String.init)
    guard [0, 1].contains(result.status), let tree = lines.first else { throw TestSupportError(result.stderr) }
    let conflicts = Array(lines.dropFirst())
    return (try entries(of: tree, in: remote, without: conflicts), conflicts)
  }

  private func entries(of tree: String, in remote: Remote, without paths: [String]) throws -> [String] {
    let lines = try remote.git.run(["ls-tree", "-r", tree], in: remote.path).split(separator: "\n").map(String.init)
    let left = Set(paths + [TemplateRecord.path])
    return lines.filter { line in !left.contains(String(line.drop { $0 != "\t" }.dropFirst())) }
  }
}
