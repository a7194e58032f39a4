import FleetTestSupport
import Foundation
import Testing

@testable import Git

/// Pushes that ask nothing first: the server compares and swaps.
@Suite struct PresumedPushTests {
  private let workbench: TransportWorkbench
  private let remote: Remote
  private let server: HttpServer
  private let url: String
  private let tip: ObjectID
  private let terms: PushTerms

  init() throws {
    workbench = try TransportWorkbench()
    remote = try Remote(files: ["README.md": "hello\n"], in: workbench.folder)
    let backend = try GitBackend(remote)
    // Some servers may want to be asked first.
    server = try HttpServer { request in
      request.target.hasPrefix("/strict/") && request.method == "POST" && !request.target.contains("upload")
        ? HttpServer.Answer(403) : try backend.answer(request)
    }
    url = server.url("remote.git")
    try workbench.fetch(url)
    let look = try #require(try workbench.lookToPush(url).look)
    terms = try #require(look.terms)
    tip = try #require(look.advertised.first { $0.name == "refs/heads/main" }?.id)
  }

  /// Pushes a commit on a parent that the remote is taken to have; returns what was asked meanwhile.
  private func push(
    on base: ObjectID? = nil, to branch: String = "fleet/a", expecting expected: ObjectID? = nil, at url: String? = nil,
    _ options: NetworkOptions? = nil
  ) throws -> (commit: ObjectID, results: [PushResult], targets: [String]) {
    let start = server.requests.count
    let base = base ?? tip
    let commit = try workbench.commit(["a.txt": "1\n"], on: base)
    let results = try workbench.push(
      commit, to: url ?? self.url, "refs/heads/\(branch)", expecting: expected,
      knowing: .presumed(PushPresumption(terms: terms, base: base)), options)
    return (commit, results, server.requests[start...].map { $0.target.replacing("/remote.git/", with: "") })
  }

  @Test func itIsOneRequest() throws {
    let (commit, results, targets) = try push()
    #expect(results.map(\.verdict) == [.accepted])
    #expect(targets == ["git-receive-pack"])
    #expect(try remote.tip(of: "fleet/a") == commit.hex)
    let body = try #require(server.requests.last?.body)
    #expect(body.count < 1_000, "the history that the remote has was sent too")
    let (next, _, more) = try push(to: "main", expecting: tip)
    #expect(more == ["git-receive-pack"])
    #expect(try remote.tip(of: "main") == next.hex)
  }

  @Test func whatHasMovedIsLeftAlone() throws {
    let other = try remote.commit(["b.txt": "2\n"])
    do {
      _ = try push(to: "main", expecting: tip)
      Issue.record("the push passed")
    } catch let error as GitError {
      #expect(error.kind == .moved)
      #expect(error.message.contains("from \(tip.short) to \(other.prefix(7))"))
    }
    #expect(try remote.tip(of: "main") == other)
  }

  @Test func aBaseThatTheRemoteLacksIsSentAfterAll() throws {
    let base = try workbench.commit(["base.txt": "0\n"], on: tip)
    let (commit, results, targets) = try push(on: base)
    #expect(results.map(\.verdict) == [.accepted])
    #expect(targets.first == "git-receive-pack")
    #expect(targets.suffix(2) == ["info/refs?service=git-receive-pack", "git-receive-pack"])
    #expect(try remote.tip(of: "fleet/a") == commit.hex)
    #expect(try remote.git.run(["fsck", "--strict"], in: remote.path).isEmpty)
  }

  @Test func aHooksRefusalIsOne() throws {
    try remote.refusePushes(saying: "no pushes on Fridays")
    let (_, results, targets) = try push(to: "main", expecting: tip)
    #expect(results.map(\.verdict) == [.refused("pre-receive hook declined")])
    #expect(results.first?.serverWords == ["no pushes on Fridays"])
    #expect(targets == ["git-receive-pack", "info/refs?service=git-upload-pack"])
  }

  @Test func aRefusalIsToldAlsoWhereNothingMoreCanBeRead() throws {
    try remote.refusePushes(saying: "no pushes on Fridays")
    let backend = try GitBackend(remote)
    let deaf = try HttpServer { request in
      request.target.contains("upload-pack") ? HttpServer.Answer(403) : try backend.answer(request)
    }
    let (_, results, _) = try push(to: "main", expecting: tip, at: deaf.url("remote.git"))
    #expect(results.map(\.verdict) == [.refused("pre-receive hook declined")])
    #expect(results.first?.serverWords == ["no pushes on Fridays"])
  }

  @Test func whatElseTheServerSaysIsFoundByAsking() throws {
    do {
      _ = try push(at: server.url("strict/remote.git"))
      Issue.record("the push passed")
    } catch let error as GitError {
      #expect(error.kind == .refused || error.kind == .authentication)
    }
    #expect(server.requests.suffix(2).map(\.method) == ["GET", "POST"])
    #expect(try remote.tip(of: "fleet/a") == nil)
  }

  @Test func wherePushesGoElsewhereTheRemoteIsAsked() throws {
    let options = try workbench.options(config: ["url.\(server.url("other"))/.pushInsteadOf": server.url("")])
    let (_, results, targets) = try push(options)
    #expect(results.map(\.verdict) == [.accepted])
    #expect(
      targets.map { $0.replacing("/other", with: "") } == ["info/refs?service=git-receive-pack", "git-receive-pack"])
  }

  @Test func whatHasNothingToDoIsAskedFor() throws {
    let presumption = PushPresumption(terms: terms, base: tip)
    let update = PushUpdate(source: tip, destination: "refs/heads/main", expected: tip)
    #expect(presumption.advertisement(of: [update], at: url) == nil)
    #expect(presumption.advertisement(of: [], at: url) == nil)
  }

  @Test func termsAreThoseThatPushesMakeUseOf() throws {
    func terms(_ capabilities: String, _ service: SmartService = .receivePackReferences) -> PushTerms? {
      let bytes = ReferenceLines.answer(
        naming: [], from: service, capabilities.split(separator: " ").map(String.init))
      return PushTerms(ReferenceAdvertisement(service: service, url: url, bytes: bytes))
    }
    let heard = "report-status push-cert=1600000000-abc side-band-64k object-format=sha1 agent=git/2.39"
    #expect(terms(heard)?.capabilities == ["report-status", "side-band-64k", "object-format=sha1"])
    // However often the server says it: otherwise a longer name would make more than a line holds.
    let repeated = try #require(terms(Array(repeating: "report-status", count: 4600).joined(separator: " ")))
    #expect(repeated.capabilities == ["report-status"])
    #expect(terms("delete-refs") == nil)
    #expect(terms(heard, .uploadPackReferences) == nil)
    let page = Array("<html>".utf8)
    #expect(PushTerms(ReferenceAdvertisement(service: .receivePackReferences, url: url, bytes: page)) == nil)
  }

  @Test func whatIsPresumedReadsAsAnAnswer() throws {
    let presumption = PushPresumption(terms: terms, base: tip)
    let update = PushUpdate(source: .zero, destination: "refs/heads/main", expected: tip)
    let new = PushUpdate(source: .zero, destination: "refs/heads/new", expected: nil)
    for (updates, names) in [
      ([update], ["refs/heads/main"]), ([new], ["refs/fleet/base"]), ([new, update], ["refs/heads/main"]),
    ] {
      let bytes = try #require(presumption.advertisement(of: updates, at: url)).bytes
      let references = try #require(ReferenceLines.references(in: bytes, from: .receivePackReferences))
      #expect(references.map(\.name) == names)
      #expect(references.map(\.id) == [tip])
    }
  }
}
