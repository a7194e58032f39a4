import FleetTestSupport
import Foundation
import Testing

/// Mirrors survive what happens to them, and reports say what happened.
@Suite(.timeLimit(.minutes(5)))
struct MirrorTests {
  private let fixture: CampaignFixture
  private let remote: Remote

  init() throws {
    fixture = try CampaignFixture()
    remote = try fixture.service("billing")
    try fixture.writeManifest(["billing"])
  }

  private var mirrors: String { fixture.fleet.home.path + "/.cache/fleet/mirrors" }

  private func mirror() throws -> String {
    let name = try FileManager.default.contentsOfDirectory(atPath: mirrors).first { $0.hasSuffix(".git") }
    return "\(mirrors)/\(try #require(name))"
  }

  private func apply(
    _ options: String..., tests: [String] = ["--no-test"]
  ) throws -> CampaignDocument.Repository {
    try #require(fixture.report(["apply", "bump-timeout.json", "--yes"] + tests + options).document["billing"])
  }

  private func git(_ arguments: String..., input: [UInt8] = []) throws -> String {
    try remote.git.run(arguments, in: try mirror(), input: input).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Cuts the mirror's packs in half.
  private func truncatePacks() throws {
    _ = try git("repack", "-a", "-d", "-q")
    let packs = "\(try mirror())/objects/pack"
    for name in try FileManager.default.contentsOfDirectory(atPath: packs) where name.hasSuffix(".pack") {
      var status = stat()
      chmod("\(packs)/\(name)", 0o644)
      #expect(stat("\(packs)/\(name)", &status) == 0 && truncate("\(packs)/\(name)", status.st_size / 2) == 0)
    }
  }

  /// Makes the mirror's objects files of their own and removes one of them.
  private func remove(_ revision: String) throws {
    let path = try mirror()
    let packs = "\(path)/objects/pack"
    for name in try FileManager.default.contentsOfDirectory(atPath: packs) where name.hasSuffix(".pack") {
      let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: "\(packs)/\(name)")))
      try FileManager.default.moveItem(atPath: packs, toPath: "\(path)/packs")
      try FileManager.default.createDirectory(atPath: packs, withIntermediateDirectories: true)
      _ = try git("unpack-objects", "-q", input: bytes)
    }
    let id = try git("rev-parse", revision)
    try FileManager.default.removeItem(atPath: "\(path)/objects/\(id.prefix(2))/\(id.dropFirst(2))")
  }

  @Test(arguments: ["refs/heads/main.lock", "refs/heads/fleet/bump-timeout.lock", "packed-refs.lock"])
  func aLockThatAKilledRunLeftBehindStopsNobody(_ lock: String) throws {
    #expect(try apply().outcome == "delivered")
    _ = try git("pack-refs", "--all")
    try remote.commit(["README": "moved\n"])
    let path = "\(try mirror())/\(lock)"
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data().write(to: URL(fileURLWithPath: path))
    let result = try apply()
    #expect(result.outcome == "delivered", "\(result)")
    #expect(try apply().outcome == "unchanged")
  }

  @Test func aLockInACheckoutStopsNobodyEither() throws {
    func run() throws -> String? {
      let arguments = ["apply", "bump-timeout.json", "--yes", "--json", "--test", "true"]
      let result = try fixture.fleet.run(arguments, in: fixture.work.path)
      return try JSONDecoder().decode(CampaignDocument.self, from: Data(result.stdout))["billing"]?.outcome
    }
    #expect(try run() == "delivered")
    let checkouts = fixture.fleet.home.path + "/.cache/fleet/checkouts"
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: checkouts).first)
    for lock in ["fleet-index.lock", "index.lock", "HEAD.lock"] {
      try Data().write(to: URL(fileURLWithPath: "\(checkouts)/\(name)/git/\(lock)"))
    }
    try remote.commit(["README": "moved\n"])
    #expect(try run() == "delivered")
  }

  @Test func aTruncatedPackIsNoticedAndTheMirrorMadeAnew() throws {
    _ = try apply()
    try truncatePacks()
    let entry = try apply("--param", "seconds=90")
    #expect(entry.outcome == "delivered")
    #expect(entry.message?.contains("made anew") == true)
    #expect(FileManager.default.fileExists(atPath: "\(try mirror()).damaged"))
    #expect(try git("fsck", "--no-dangling") == "")
  }

  /// The tips are there, so the refresh has nothing to fetch: only the plan reads what is missing.
  @Test(arguments: ["main:main/settings.py", "main:main", "main^{tree}"])
  func aMissingObjectIsNoticedWhereItIsRead(_ revision: String) throws {
    #expect(try fixture.run("repos", "sync").status == 0)
    try remove(revision)
    let entry = try apply()
    #expect(entry.outcome == "delivered")
    #expect(entry.message?.contains("is missing") == true && entry.message?.contains("made anew") == true)
    #expect(try remote.file("main/settings.py", on: "fleet/bump-timeout") == CampaignFixture.changedSettings)
  }

  /// The plan doesn't look at this file: only the checkout for the tests does.
  @Test func damageThatTheTestsMeetIsRepairedInTheSameRun() throws {
    #expect(try fixture.run("repos", "sync").status == 0)
    try remove("main:README.md")
    let entry = try apply(tests: ["--test", "grep -q service README.md"])
    #expect(entry.outcome == "delivered", "\(entry)")
    #expect(entry.message?.contains("is missing") == true && entry.message?.contains("made anew") == true)
    #expect(try remote.file("main/settings.py", on: "fleet/bump-timeout") == CampaignFixture.changedSettings)
    #expect(FileManager.default.fileExists(atPath: "\(try mirror()).damaged"))
    #expect(try git("fsck", "--no-dangling") == "")
  }

  @Test func aMirrorThatGoesDuringTheTestsIsFetchedAnew() throws {
    #expect(try fixture.run("repos", "sync").status == 0)
    let once = "test -e \(fixture.work.path)/gone || { touch \(fixture.work.path)/gone; rm -rf '\(try mirror())'; }"
    let entry = try apply(tests: ["--test", once])
    #expect(entry.outcome == "delivered", "\(entry)")
    #expect(entry.message?.contains("made anew") == true)
    #expect(try remote.file("main/settings.py", on: "fleet/bump-timeout") == CampaignFixture.changedSettings)
  }

  /// Signs by a program that first takes the planned files out of the mirror, so often: only the push reads them. With tests,
  /// since without them they are written after the signing.
  private func applySigned(damaging limit: Int) throws -> CampaignDocument.Repository {
    let key = try SshKey()
    #expect(try fixture.run("repos", "sync").status == 0)
    let work = fixture.work.path
    let script = try fixture.work.write(
      """
      #!/bin/sh
      cd '\(try mirror())' || exit 1
      for id in $(git cat-file --batch-all-objects --batch-check='%(objectname) %(objecttype)' | sed -n 's/ blob$//p'); do
        file="objects/$(echo $id | cut -c1-2)/$(echo $id | cut -c3-)"
        if test -e "$file" && test "$(wc -l < '\(work)/damages')" -lt \(limit); then rm -f "$file"; hit=1; fi
      done
      test -z "$hit" || echo damaged >> '\(work)/damages'
      exec ssh-keygen "$@"

      """, to: "sign.sh")
    chmod(script, 0o700)
    try fixture.work.write("", to: "damages")
    try fixture.fleet.home.write("[gpg \"ssh\"]\nprogram = \(script)\n", to: ".gitconfig")
    return try apply("--sign", "ssh", "--sign-key", key.path, tests: ["--test", "true"])
  }

  @Test func damageThatThePushMeetsIsRepairedInTheSameRun() throws {
    let entry = try applySigned(damaging: 1)
    #expect(fixture.work.read("damages") == "damaged\n")
    #expect(entry.outcome == "delivered", "\(entry)")
    #expect(entry.message?.contains("made anew") == true)
    #expect(try remote.file("main/settings.py", on: "fleet/bump-timeout") == CampaignFixture.changedSettings)
    #expect(try remote.problems() == "")
  }

  @Test func aMirrorIsMadeAnewOnceARun() throws {
    let entry = try applySigned(damaging: 9)
    #expect(fixture.work.read("damages") == "damaged\ndamaged\n")
    #expect(entry.outcome == "failed" && entry.stage == "push", "\(entry)")
    #expect(entry.message?.contains("made anew") == true)
    #expect(try remote.tip(of: "fleet/bump-timeout") == nil)
  }

  @Test func aMirrorThatCannotBeMadeAnewStays() throws {
    #expect(try fixture.run("repos", "sync").status == 0)
    try remove("main:main/settings.py")
    fixture.daemon.stop()
    let entry = try apply("--timeout", "2s")
    #expect(entry.outcome == "failed")
    #expect(try git("rev-parse", "main") == remote.tip(of: "main"))
  }

  @Test func theTextNamesWhatHappenedToTheMirrorToo() throws {
    _ = try apply()
    try truncatePacks()
    try remote.commit(["README.md": "moved\n"])
    #expect(try fixture.run("repos", "sync").text.contains("made anew"))
  }

  @Test(arguments: ["shallow", "partial"])
  func aMirrorWithoutItsHistoryOrFilesIsMadeAnew(_ kind: String) throws {
    try remote.commit(["README.md": "second\n"])
    #expect(try fixture.run("repos", "sync").status == 0)
    if kind == "shallow" {
      try Data((git("rev-parse", "main") + "\n").utf8).write(to: URL(fileURLWithPath: "\(try mirror())/shallow"))
    } else {
      _ = try git("config", "core.repositoryFormatVersion", "1")
      _ = try git("config", "extensions.partialClone", "origin")
    }
    let entry = try apply()
    #expect(entry.outcome == "delivered")
    #expect(entry.message?.contains("could not be used") == true && entry.message?.contains("made anew") == true)
  }

  @Test func leftOversOfAKilledRunAreSwept() throws {
    #expect(try fixture.run("repos", "sync").status == 0)
    let (path, old) = (try mirror(), Date(timeIntervalSinceNow: -2 * 24 * 3600))
    let files = [
      "\(path)/objects/pack/pack_git2_killed", "\(path)/objects/pack/tmp_pack_killed",
      "\(path)/objects/tmp_objdir-x/00",
    ]
    let fresh = "\(path)/objects/pack/tmp_pack_fresh"
    try FileManager.default.createDirectory(atPath: "\(path)/objects/tmp_objdir-x", withIntermediateDirectories: true)
    for file in files + [fresh] { try Data().write(to: URL(fileURLWithPath: file)) }
    for file in files.prefix(2) + ["\(path)/objects/tmp_objdir-x"] {
      try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: file)
    }
    try FileManager.default.createDirectory(
      atPath: "\(mirrors)/other.git.new/objects", withIntermediateDirectories: true)
    try remote.commit(["README.md": "moved\n"])
    #expect(try fixture.run("repos", "sync").status == 0)
    for file in files + ["\(mirrors)/other.git.new"] { #expect(!FileManager.default.fileExists(atPath: file)) }
    #expect(FileManager.default.fileExists(atPath: fresh))
  }

  @Test func runsAtOnceShareAMirror() async throws {
    let fixture = fixture
    let codes = try await withThrowingTaskGroup(of: Int32.self) { group in
      for _ in 0..<4 { group.addTask { try fixture.run("repos", "sync").status } }
      return try await group.reduce(into: [Int32]()) { $0.append($1) }
    }
    #expect(codes == [0, 0, 0, 0])
    #expect(try git("fsck", "--no-dangling") == "")
    #expect(try FileManager.default.contentsOfDirectory(atPath: mirrors).count { $0.hasSuffix(".git") } == 1)
  }

  @Test func verifyFindsADamagedMirrorAndRepairsIt() throws {
    try fixture.service("good")
    try fixture.writeManifest(["billing", "good"])
    #expect(try fixture.run("repos", "sync").status == 0)
    #expect(try fixture.run("cache", "verify").status == 0)
    let broken = try #require(
      FileManager.default.contentsOfDirectory(atPath: mirrors).first { $0.hasPrefix("billing") && $0.hasSuffix(".git") }
    )
    let packs = "\(mirrors)/\(broken)/objects/pack"
    for name in try FileManager.default.contentsOfDirectory(atPath: packs) {
      try FileManager.default.removeItem(atPath: "\(packs)/\(name)")
    }
    let result = try fixture.run("cache", "verify", "--json")
    #expect(result.status == 1 && result.stderr.contains("is missing") && result.stderr.contains("--repair"))
    let states = try Self.states(result)
    #expect(states == ["billing": "broken", "good": "sound"])
    #expect(try fixture.run("cache", "verify", "--select", "good").status == 0)
    let repaired = try fixture.run("cache", "verify", "--repair", "--json")
    #expect(repaired.status == 0)
    #expect(try Self.states(repaired) == ["billing": "repaired", "good": "sound"])
    #expect(try fixture.run("cache", "verify", "--select", "billing").status == 0)
  }

  @Test func verifyNeedsNoManifestAndTakesAMissingMirrorForNoFault() throws {
    #expect(try fixture.run("cache", "verify", "--select", "billing").text.hasPrefix("missing"))
    try FileManager.default.removeItem(atPath: "\(fixture.work.path)/fleet.yaml")
    #expect(try fixture.run("cache", "verify").status == 0)
    #expect(try fixture.run("cache", "verify", "--repair").status == 2)
  }

  /// The state of each mirror by its service's name.
  private static func states(_ result: TestProgram.Result) throws -> [String: String] {
    struct Document: Decodable {
      struct Mirror: Decodable {
        let url: String?
        let state: String
      }
      let mirrors: [Mirror]
    }
    let document = try JSONDecoder().decode(Document.self, from: Data(result.stdout))
    return Dictionary(
      uniqueKeysWithValues: document.mirrors.map { mirror in
        (String(mirror.url?.split(separator: "/").last?.dropLast(4) ?? ""), mirror.state)
      })
  }
}
