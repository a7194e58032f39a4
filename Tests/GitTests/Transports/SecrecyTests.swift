import FleetTestSupport
import Foundation
import Synchronization
import Testing

@testable import Git

/// A secret is seen by the server that it is for, and by nobody else.
@Suite struct SecrecyTests {
  private let workbench: TransportWorkbench
  private let remote: Remote
  private let secret = "s3cr3t-of-the-test"

  init() throws {
    workbench = try TransportWorkbench()
    remote = try Remote(files: ["README.md": "hello\n"], in: workbench.folder)
  }

  @Test func aSecretDoesNotPrint() {
    let secret = Secret(secret)
    #expect("\(secret)" == "***")
    #expect(String(reflecting: secret) == "***")
    var dumped = ""
    dump(secret, to: &dumped)
    #expect(!dumped.contains(self.secret))
    let credential = Credential(user: "me", password: secret, source: .helper)
    #expect(!"\(credential)".contains(self.secret) && !String(reflecting: credential).contains(self.secret))
    #expect(!"\(HttpAuthorization.bearer(secret))".contains(self.secret))
  }

  @Test(arguments: RemoteEngine.both)
  func noSecretIsInACommandLineOrAnEnvironmentOfOthers(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    // The helper writes down what any user of the machine can see of all programs while it is asked.
    let seen = "\(workbench.folder.path)/seen"
    let script = try workbench.folder.write(
      """
      for file in /proc/[0-9]*/cmdline; do tr '\\0' ' ' < "$file" 2>/dev/null; echo; done >> '\(seen)'
      test "$1" = get && printf 'username=me\\npassword=\(secret)\\n'
      exit 0

      """, to: "look.sh")
    let backend = try GitBackend(remote)
    let wanted = "Basic " + Data("me:\(secret)".utf8).base64EncodedString()
    let server = try HttpServer { request in
      request.header("authorization") == wanted
        ? try backend.answer(request)
        : HttpServer.Answer(401, headers: [("WWW-Authenticate", "Basic realm=\"x\"")])
    }
    let options = try workbench.options(config: ["credential.helper": "!sh '\(script)'"])
    #expect(try workbench.fetch(server.url("remote.git"), options).isDownloaded)
    let lines = try #require(workbench.folder.read("seen"))
    let asking = engine == .git ? ["git-remote-http"] : ["credential store", "credential approve"]
    #expect(asking.contains { lines.contains($0) })
    #expect(!lines.contains(secret))
  }

  @Test(
    arguments: RemoteEngine.both,
    [
      "http://me:s3cr3t-of-the-test@127.0.0.1:1/x.git", "http://me:s3cr3t-of-the-test@nowhere.invalid/x.git",
      "https://s3cr3t-of-the-test@127.0.0.1:1/x.git", "ssh://me:s3cr3t-of-the-test@127.0.0.1/x.git",
      "http://me:s3cr3t-of-the-test@127.0.0.1:port/x.git", "http://me:s3cr3t-of-the-test%zz@127.0.0.1/x.git",
      "http://me:s3cr3t-of-the-test/with@127.0.0.1/x.git", "nonsense://me:s3cr3t-of-the-test@127.0.0.1/x.git",
    ])
  func noErrorShowsTheSecretOfAURL(_ engine: RemoteEngine, _ url: String) throws {
    workbench.engine = engine
    let error = try #require(try workbench.failure(url))
    for text in ["\(error)", error.message, error.operation, error.hint ?? "", error.serverWords.joined()] {
      #expect(!text.contains(secret))
    }
  }

  @Test(arguments: RemoteEngine.both)
  func noErrorShowsATokenThatTheServerRepeats(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let secret = secret
    let server = try HttpServer { request in
      let said = request.header("authorization") ?? ""
      return HttpServer.Answer(
        said.isEmpty ? 401 : 403,
        headers: [("WWW-Authenticate", "Bearer realm=\"x\""), ("Content-Type", "text/plain")],
        body: Array("you sent \(said)\n".utf8))
    }
    let error = try workbench.failure(
      server.url("x.git"), workbench.options(["FLEET_TOKEN_127_0_0_1": secret]))
    #expect(error?.kind == .refused)
    #expect(error?.serverWords.joined().contains(secret) == false)
  }
}
