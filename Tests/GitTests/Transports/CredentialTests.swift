import FleetTestSupport
import Foundation
import Testing

@testable import Git

/// Where credentials are found, and who gets them.
@Suite struct CredentialTests {
  private func found(_ url: String, _ environment: [String: String]) throws -> [String] {
    let settings = NetworkSettings(environment: environment, configuration: GitConfiguration(), version: "1")
    return TokenVariables(settings).credentials(for: try RemoteURL(parsing: url)).map {
      "\($0.origin) \($0.user) \($0.password.exposed)"
    }
  }

  @Test(arguments: [
    ("git.example.com", "FLEET_TOKEN_GIT_EXAMPLE_COM"), ("my-host.example", "FLEET_TOKEN_MY_HOST_EXAMPLE"),
    ("localhost:8080", "FLEET_TOKEN_LOCALHOST_8080"), ("[::1]:443", "FLEET_TOKEN____1__443"),
  ])
  func aHostsVariableIsItsNameInCapitals(_ host: String, _ name: String) {
    #expect(TokenVariables.name(for: host) == name)
  }

  @Test func fleetsOwnVariableGoesBeforeThoseOfOthers() throws {
    let all = [
      "FLEET_TOKEN_GITHUB_COM": "1", "FLEET_TOKEN_GITHUB_COM_443": "0", "GH_TOKEN": "2", "GITHUB_TOKEN": "3",
      "GITLAB_TOKEN": "4",
    ]
    #expect(
      try found("https://github.com/a/b", all) == [
        "FLEET_TOKEN_GITHUB_COM x-access-token 1", "GH_TOKEN x-access-token 2", "GITHUB_TOKEN x-access-token 3",
      ])
    #expect(
      try found("https://me@github.com:443/a/b", all).first == "FLEET_TOKEN_GITHUB_COM_443 me 0")
    #expect(try found("https://gitlab.com/a/b", all) == ["GITLAB_TOKEN oauth2 4"])
    #expect(try found("https://example.com/a/b", all) == [])
    #expect(try found("https://github.com.example.com/a/b", all) == [])
    #expect(try found("http://github.com/a/b", all) == ["FLEET_TOKEN_GITHUB_COM x-access-token 1"])
  }

  @Test func aForgesOwnHostVariableMovesItsToken() throws {
    let moved = [
      "GH_TOKEN": "1", "GH_HOST": "ghe.example.com", "GITLAB_TOKEN": "2", "GITLAB_HOST": "https://gl.example.com:8443",
    ]
    #expect(try found("https://ghe.example.com/a", moved) == ["GH_TOKEN x-access-token 1"])
    #expect(try found("https://github.com/a", moved) == [])
    #expect(try found("https://gl.example.com:8443/a", moved) == ["GITLAB_TOKEN oauth2 2"])
    #expect(try found("https://gl.example.com/a", moved) == [])
    let actions = ["GITHUB_TOKEN": "3", "GITHUB_SERVER_URL": "https://ghe.example.com"]
    #expect(try found("https://ghe.example.com/a", actions) == ["GITHUB_TOKEN x-access-token 3"])
    #expect(try found("https://github.com/a", actions) == [])
  }

  @Test func aTokenWithALineBreakIsNotSent() throws {
    #expect(try found("https://a.example/x", ["FLEET_TOKEN_A_EXAMPLE": "x\r\nX-Other: y"]) == [])
  }

  @Test func aTokenIsProvedByWhatTheServerOffers() {
    let token = Credential(user: "u", password: Secret("t"), source: .token(variable: "X"))
    let (basic, bearer) = (HttpAuthorization.basic(user: "u", Secret("t")), HttpAuthorization.bearer(Secret("t")))
    func ways(_ text: String, _ credential: Credential) -> [HttpAuthorization] {
      let bits: [String: UInt] = ["basic": 1, "digest": 2, "ntlm": 8, "bearer": 64]
      return HttpMethods(bits: text.split(separator: " ").reduce(0) { $0 | (bits[String($1)] ?? 0) })
        .authorizations(for: credential)
    }
    #expect(ways("basic", token) == [basic])
    #expect(ways("bearer", token) == [bearer])
    #expect(ways("basic bearer", token) == [basic, bearer])
    #expect(ways("", token) == [basic])
    let password = Credential(user: "u", password: Secret("t"), source: .helper)
    #expect(ways("basic digest ntlm", password) == [.digest(user: "u", Secret("t"))])
    #expect(ways("basic ntlm", password) == [.ntlm(user: "u", Secret("t"))])
    #expect(ways("basic bearer", password) == [basic])
  }

  @Test(arguments: [
    ("machine a.example login x password y", true), ("machine b.example login x password y", false),
    ("default login x password y", true), ("machine\n\tA.EXAMPLE\nlogin x", true), ("login machine", false),
    ("", false),
  ])
  func netrcMentionsAHost(_ text: String, _ isMentioned: Bool) {
    #expect(Netrc.mentions("a.example", Array(text.utf8)) == isMentioned)
  }

  @Test func aHelpersQuestionHasNoSecondLineInAValue() throws {
    let request = CredentialHelper.Request(try RemoteURL(parsing: "https://me@a.example:8443/team/x%20y.git"))
    let lines = "protocol=https\nhost=a.example:8443\npath=team/x y.git\nusername=me\n\n"
    #expect(request.lines(user: nil, password: nil) == lines)
    #expect(request.lines(user: "u\nhost=b.example", password: nil) == nil)
    let path = CredentialHelper.Request(try RemoteURL(parsing: "https://a.example/x%0Ahost=b.example"))
    #expect(path.lines(user: nil, password: nil) == nil)
  }

  @Test func kerberosWithoutATicketIsPassedOver() throws {
    let workbench = try TransportWorkbench()
    let remote = try Remote(files: ["a": "1\n"], in: workbench.folder)
    let backend = try GitBackend(remote)
    let wanted = "Basic " + Data("me:right".utf8).base64EncodedString()
    let server = try HttpServer { request in
      request.header("authorization") == wanted
        ? try backend.answer(request)
        : HttpServer.Answer(
          401, headers: [("WWW-Authenticate", "Negotiate"), ("WWW-Authenticate", "Basic realm=\"x\"")])
    }
    let helper = try CredentialHelperScript(in: workbench.folder, user: "me", password: "right")
    let options = try workbench.options(config: ["credential.helper": helper.command])
    #expect(try workbench.fetch(server.url("remote.git"), options).isDownloaded)
    #expect(helper.verbs == ["get", "store"])
  }

  @Test func aHelperThatHangsCostsItsLimit() throws {
    let workbench = try TransportWorkbench()
    let server = try HttpServer { _ in
      HttpServer.Answer(401, headers: [("WWW-Authenticate", "Basic realm=\"x\"")])
    }
    let options = try workbench.options(
      config: ["credential.helper": "!sleep 300; true"],
      limits: NetworkLimits(connect: .seconds(1), idle: .seconds(1), total: .seconds(30)))
    let time = try shortestTime(within: .seconds(3)) {
      let start = ContinuousClock.now
      let error = try workbench.failure(server.url("x.git"), options)
      #expect(error?.kind == .timedOut)
      #expect(error?.message == "nothing from git credential for 127.0.0.1:\(server.port) for 1s")
      return ContinuousClock.now - start
    }
    #expect(time < .seconds(3))
  }
}
