import FleetTestSupport
import Foundation
import Testing

@testable import Git

/// The git engine authenticates as the library does, and no token is where others could see it.
@Suite struct GitEngineSecrecyTests {
  private let workbench: TransportWorkbench
  private let remote: Remote
  private let secret = "s3cr3t-of-the-test"

  init() throws {
    workbench = try TransportWorkbench()
    remote = try Remote(files: ["README.md": "hello\n"], in: workbench.folder)
  }

  /// A server that takes one user with the secret.
  private func server(user: String) throws -> HttpServer {
    let backend = try GitBackend(remote)
    let wanted = "Basic " + Data("\(user):\(secret)".utf8).base64EncodedString()
    return try HttpServer { request in
      request.header("authorization") == wanted
        ? try backend.answer(request)
        : HttpServer.Answer(401, headers: [("WWW-Authenticate", "Basic realm=\"x\"")])
    }
  }

  private func options(_ variables: [String: String], config: [String: String] = [:]) throws -> NetworkOptions {
    var options = try workbench.options(variables, config: config)
    options.engine = .git
    return options
  }

  /// The user's own helper is told of a credential that worked; this one writes down what any program can see then.
  private func lookingHelper() throws -> String {
    let seen = "\(workbench.folder.path)/seen"
    let script = try workbench.folder.write(
      """
      echo "asked to $1" >> '\(seen)'
      cat > /dev/null
      for file in /proc/[0-9]*/cmdline; do tr '\\0' ' ' < "$file" 2>/dev/null; echo; done >> '\(seen)'
      tr '\\0' '\\n' < /proc/self/environ >> '\(seen)'
      exit 0

      """, to: "look.sh")
    return "!sh '\(script)'"
  }

  @Test(arguments: ["variable", "url"])
  func aTokenReachesItsServerAndNothingElse(_ place: String) throws {
    let server = try server(user: place == "url" ? "me" : "x-access-token")
    let options = try options(
      place == "url" ? [:] : ["FLEET_TOKEN_127_0_0_1": secret], config: ["credential.helper": lookingHelper()])
    let user = place == "url" ? "me:\(secret)@" : ""
    let url = "http://\(user)127.0.0.1:\(server.port)/remote.git"
    let report = try workbench.fetch(url, options)
    #expect(report.isDownloaded && report.means == .git(.wanted))
    let commit = try workbench.commit(["a.txt": "1\n"])
    #expect(try workbench.push(commit, to: url, "refs/heads/fleet/a", options).map(\.isAccepted) == [true])
    let seen = try #require(workbench.folder.read("seen"))
    #expect(seen.contains("asked to store") && seen.contains("git-remote-http"))
    // The token was asked for first, so nobody asked the user's helper for one.
    #expect(!seen.contains("asked to get") && !seen.contains(secret))
    for case let file as String in FileManager.default.enumerator(atPath: workbench.folder.path) ?? .init()
    where file.hasPrefix("local-") {
      #expect(workbench.folder.read(file)?.contains(secret) != true)
    }
  }

  @Test func aRefusedTokenIsFollowedByTheUsersHelper() throws {
    let server = try server(user: "me")
    let helper = try CredentialHelperScript(in: workbench.folder, user: "me", password: secret)
    let options = try options(
      ["FLEET_TOKEN_127_0_0_1": "wrong-one"], config: ["credential.helper": helper.command])
    #expect(try workbench.fetch(server.url("remote.git"), options).isDownloaded)
    #expect(helper.verbs.contains("get") && helper.verbs.contains("store"))
  }

  @Test func aTokenGoesToNoOtherServerAfterARedirect() throws {
    let other = try HttpServer { _ in HttpServer.Answer(401, headers: [("WWW-Authenticate", "Basic realm=\"x\"")]) }
    let target = other.url("remote.git", host: "localhost")
    let first = try HttpServer { request in
      HttpServer.Answer(302, headers: [("Location", target + request.target.drop { $0 != "/" }.dropFirst(11))])
    }
    let options = try options(["FLEET_TOKEN_127_0_0_1": secret])
    #expect(try workbench.failure(first.url("remote.git"), options) != nil)
    #expect(!other.requests.isEmpty)
    #expect(other.requests.allSatisfy { $0.header("authorization") == nil })
  }

  @Test func noErrorShowsATokenThatTheServerRepeats() throws {
    let server = try HttpServer { request in
      let said = request.header("authorization") ?? ""
      return HttpServer.Answer(
        said.isEmpty ? 401 : 403,
        headers: [("WWW-Authenticate", "Basic realm=\"x\""), ("Content-Type", "text/plain")],
        body: Array("you sent \(said)\n".utf8))
    }
    let error = try workbench.failure(server.url("x.git"), options(["FLEET_TOKEN_127_0_0_1": secret]))
    #expect(error?.kind == .refused && error?.serverWords.isEmpty == false)
    let basic = Data("x-access-token:\(secret)".utf8).base64EncodedString()
    let text = "\(String(describing: error)) \(error?.serverWords.joined() ?? "")"
    #expect(!text.contains(secret) && !text.contains(basic))
  }
}
