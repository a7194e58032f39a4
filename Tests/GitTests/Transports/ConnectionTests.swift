import FleetTestSupport
import Foundation
import Synchronization
import Testing

@testable import Git

/// Connections and the threads that own them.
@Suite struct ConnectionTests {
  private let workbench: TransportWorkbench
  private let remote: Remote

  init() throws {
    workbench = try TransportWorkbench()
    remote = try Remote(files: ["README.md": "hello\n"], in: workbench.folder)
  }

  @Test func aLargePushIsStreamedOverHttp2() throws {
    let certificates = try Certificates(in: workbench.folder)
    let server = try WebServer(
      serving: workbench.folder, tls: WebServer.Tls(certificates.pair(names: ["DNS:localhost"])))
    let options = try workbench.options(["GIT_SSL_CAINFO": certificates.caFile])
    try workbench.fetch(server.url("plain/remote.git"), options)
    let commit = try workbench.commit(["noise.txt": Noise.text(1_500_000)])
    let results = try workbench.push(commit, to: server.url("plain/remote.git"), "refs/heads/large", options)
    #expect(results.map(\.verdict) == [.accepted])
    let log = try server.log(atLeast: 5)
    #expect(log.allSatisfy { $0.version == "HTTP/2.0" } as Bool)
    #expect(Set(log.map(\.connection)).count == 1)
    #expect(try remote.problems() == "")
  }

  @Test func aLargePushAuthenticatesBeforeItIsSent() throws {
    let backend = try GitBackend(remote)
    let wanted = "Basic " + Data("me:right".utf8).base64EncodedString()
    // The first request passes, so that only the push itself meets the question.
    let server = try HttpServer { request in
      request.method == "GET" || request.header("authorization") == wanted
        ? try backend.answer(request)
        : HttpServer.Answer(401, headers: [("WWW-Authenticate", "Basic realm=\"x\"")])
    }
    let url = "http://me:right@127.0.0.1:\(server.port)/remote.git"
    let commit = try workbench.commit(["noise.txt": Noise.text(1_500_000)])
    let results = try workbench.push(commit, to: url, "refs/heads/large")
    #expect(results.map(\.verdict) == [.accepted])
    #expect(server.requests.filter { $0.body.count > 100 }.count == 1)
  }

  @Test func aServerThatRefusesALargePushMidwayIsReported() throws {
    let backend = try GitBackend(remote)
    let server = try HttpServer { request in
      request.header("transfer-encoding") == "chunked"
        ? HttpServer.Answer(413, headers: [("Content-Type", "text/plain")], body: Array("too large\n".utf8))
        : try backend.answer(request)
    }
    let commit = try workbench.commit(["noise.txt": Noise.text(1_500_000)])
    do {
      _ = try workbench.push(commit, to: server.url("remote.git"), "refs/heads/large")
      Issue.record("the push passed")
    } catch let error as GitError {
      #expect(error.kind == .refused)
      #expect(error.serverWords == ["too large"])
    }
  }

  @Test func aServerThatRefusesAPushBeforeItsEndIsReported() throws {
    let server = try WebServer(serving: workbench.folder)
    let commit = try workbench.commit(["noise.txt": Noise.text(3_000_000)])
    do {
      _ = try workbench.push(commit, to: server.url("narrow/remote.git"), "refs/heads/large")
      Issue.record("the push passed")
    } catch let error as GitError {
      #expect(error.kind == .refused)
      #expect(error.message.contains("larger than the server takes (413)"))
    }
  }

  @Test func manyThreadsFetchAtOnce() throws {
    let server = try WebServer(serving: workbench.folder)
    let url = server.url("basic/remote.git")
    let helper = try CredentialHelperScript(
      in: workbench.folder, user: WebServer.user, password: WebServer.password)
    let options = try workbench.options(config: ["credential.helper": helper.command])
    let outcomes = Outcomes()
    for _ in 0..<8 {
      let thread = Thread {
        do {
          let workbench = try TransportWorkbench()
          for _ in 0..<5 { try workbench.fetch(url, options) }
          outcomes.add(nil)
        } catch {
          outcomes.add("\(error)")
        }
      }
      thread.start()
    }
    #expect(outcomes.wait(for: 8) == [])
    // Eight workers that meet the question at once make one of it.
    #expect(helper.verbs.filter { $0 == "get" }.count == 1)
    #expect(Set(try server.log(atLeast: 48).map(\.connection)).count <= 8)
  }

  @Test func aConnectionThatTheServerClosedMeanwhileIsReplaced() throws {
    let backend = try GitBackend(remote)
    let first = try HttpServer { try backend.answer($0) }
    let port = first.port
    try workbench.fetch(first.url("remote.git"))
    first.stop()
    let error = try workbench.failure("http://127.0.0.1:\(port)/remote.git")
    #expect(error?.kind == .unreachable)
    let second = try HttpServer { try backend.answer($0) }
    try workbench.fetch(second.url("remote.git"))
  }

  @Test func cancellationEndsAFetchThatNeverWaits() throws {
    try remote.addHistory(200)
    let backend = try GitBackend(remote)
    let server = try HttpServer { try backend.answer($0) }
    let cancellation = Cancellation()
    var options = try workbench.options(cancellation: cancellation)
    options.progress = { _ in cancellation.cancel() }
    do throws(GitError) {
      _ = try workbench.fetchTyped(server.url("remote.git"), options)
      Issue.record("the fetch passed")
    } catch {
      #expect(error.kind == .cancelled)
    }
  }
}

/// How threads ended: nil for those that did their work.
private final class Outcomes: Sendable {
  private let failures = Mutex<[String]>([])
  private let ended = DispatchSemaphore(value: 0)

  func add(_ failure: String?) {
    if let failure { failures.withLock { $0.append(failure) } }
    ended.signal()
  }

  /// Waits for the end of `count` threads and returns the failures.
  func wait(for count: Int) -> [String] {
    for _ in 0..<count { ended.wait() }
    return failures.withLock { $0 }
  }
}
