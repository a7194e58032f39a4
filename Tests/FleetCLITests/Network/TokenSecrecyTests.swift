import FleetTestSupport
import Foundation
import Synchronization
import Testing

/// A secret goes to the server that it is for, and nowhere else: not into a command line, a file, or a word to the user.
@Suite(.timeLimit(.minutes(5)))
struct TokenSecrecyTests {
  private static let refused = "refused-token-0123456789"
  private static let header = "header-token-0123456789"

  /// The secrets in every form in which they are sent or written.
  private static var needles: [String] {
    let password = WebServer.password
    let escaped = password.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? password
    return [WebServer.token, password, escaped, refused, header].flatMap { secret in
      [secret]
        + ["x-access-token", "oauth2", WebServer.user, ""].map { user in
          Data("\(user):\(secret)".utf8).base64EncodedString()
        }
    }
  }

  @Test(arguments: ["automatic", "git"])
  func aRunLeavesNoSecretAnywhere(_ engine: String) throws {
    var fixture = try CampaignFixture()
    let web = try WebServer(serving: fixture.remotes)
    let talkative = try HttpServer { request in
      let said = request.header("authorization") ?? ""
      return HttpServer.Answer(
        said.isEmpty ? 401 : 403,
        headers: [("WWW-Authenticate", "Basic realm=\"x\""), ("Content-Type", "text/plain")],
        body: Array("you sent \(said) and \(request.header("x-secret") ?? "")\n".utf8))
    }
    try fixture.work.write("printf 'username=\(WebServer.user)\\npassword=\(WebServer.password)\\n'\n", to: "helper.sh")
    fixture.fleet.extraVariables = [
      "PATH": try recordingPrograms(in: fixture.work),
      "FLEET_TOKEN_LOCALHOST": WebServer.token,
      "FLEET_TOKEN_127_0_0_1_\(talkative.port)": Self.refused,
      "GIT_CONFIG_COUNT": "2",
      "GIT_CONFIG_KEY_0": "credential.helper",
      "GIT_CONFIG_VALUE_0": "!sh '\(fixture.work.path)/helper.sh'",
      "GIT_CONFIG_KEY_1": "http.extraHeader",
      "GIT_CONFIG_VALUE_1": "X-Secret: \(Self.header)",
    ]
    let curious = CampaignFixture.passingTest + "\nimport os\nprint(dict(os.environ))\n"
    for name in ["by-token", "by-helper", "by-url"] { try fixture.service(name, test: curious) }
    try fixture.service("by-hook", test: curious).refusePushes(saying: "not today")
    let escaped = WebServer.password.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    try fixture.writeManifest(
      ["by-helper", "by-hook", "by-token", "by-url", "refused"], extra: "defaults:\n  engine: \(engine)\n",
      urls: [
        "by-token": web.url("bearer/by-token.git"),
        "by-helper": web.url("basic/by-helper.git", host: "127.0.0.1"),
        "by-url": web.url("basic/by-url.git", user: "\(WebServer.user):\(escaped)"),
        "by-hook": web.url("bearer/by-hook.git"),
        "refused": talkative.url("refused.git"),
      ])

    let watcher = CommandLineWatcher()
    let text = try fixture.run("plan", "bump-timeout.json")
    let json = try fixture.run("apply", "bump-timeout.json", "--yes", "--json")
    let seen = watcher.stop()

    // All of them were used, and what was said and kept is there to be searched.
    let document = try JSONDecoder().decode(CampaignDocument.self, from: Data(json.stdout))
    for name in ["by-token", "by-helper", "by-url"] { #expect(document.outcome(of: name) == "delivered", "\(name)") }
    #expect(document.outcome(of: "by-hook") == "failed(push)")
    #expect(document.outcome(of: "refused") == "failed(refresh)")
    #expect(document["refused"]?.message?.contains(engine == "git" ? "403" : "forbidden") == true)
    let sent = Set(try web.log(atLeast: 1).map(\.authorization))
    #expect(sent.contains("Bearer \(WebServer.token)"))
    #expect(sent.contains { $0.hasPrefix("Basic ") })
    #expect(talkative.requests.contains { $0.header("x-secret") == Self.header })
    let recorded = try #require(fixture.work.read("recorded"))
    #expect(
      recorded.contains(engine == "git" ? "ls-remote" : "credential fill")
        && seen.contains { $0.contains("apply bump-timeout.json") })

    let files = contents(of: fixture.fleet.home.path)
    #expect(files.keys.contains { $0.hasSuffix(".git/config") } && files.keys.contains { $0.hasSuffix("verify.log") })
    for secret in Self.needles {
      for output in [text.text, text.stderr, json.text, json.stderr, recorded] { #expect(!output.contains(secret)) }
      #expect(seen.filter { $0.contains(secret) }.isEmpty)
      let needle = Data(secret.utf8)
      #expect(files.filter { $0.value.range(of: needle) != nil }.keys.sorted() == [])
    }
  }

  /// Makes programs that write down their arguments before they become the real ones; returns a `PATH` with them in it.
  private func recordingPrograms(in folder: TemporaryFolder) throws -> String {
    let usual = HermeticEnvironment.variables(home: folder.path)["PATH"] ?? ""
    for name in ["git", "ssh", "sh"] {
      let real = try RequiredProgram.path(name, package: name)
      let script = "#!/bin/bash\nprintf '%s\\n' \"$*\" >> '\(folder.path)/recorded'\nexec \(real) \"$@\"\n"
      chmod(try folder.write(script, to: "programs/\(name)"), 0o700)
    }
    return "\(folder.path)/programs:\(usual)"
  }

  /// Every file below a folder.
  private func contents(of folder: String) -> [String: Data] {
    var files: [String: Data] = [:]
    for case let entry as String in FileManager.default.enumerator(atPath: folder) ?? .init() {
      if let data = FileManager.default.contents(atPath: "\(folder)/\(entry)") { files[entry] = data }
    }
    return files
  }
}

/// Reads the command lines of every program of the machine, over and over, as any user of it can.
private final class CommandLineWatcher: Sendable {
  private let seen = Mutex<Set<String>>([])
  private let isStopped = Atomic(false)
  private let ended = DispatchSemaphore(value: 0)

  init() {
    let thread = Thread { [self] in
      while !isStopped.load(ordering: .relaxed) { look() }
      ended.signal()
    }
    thread.start()
  }

  /// Ends the watch and returns what was seen.
  func stop() -> Set<String> {
    isStopped.store(true, ordering: .relaxed)
    ended.wait()
    return seen.withLock { $0 }
  }

  private func look() {
    // A machine without /proc shows nothing, and the recording programs have to do.
    for entry in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] where Int(entry) != nil {
      guard let data = FileManager.default.contents(atPath: "/proc/\(entry)/cmdline"), !data.isEmpty else { continue }
      let line = String(decoding: data, as: UTF8.self).replacing("\0", with: " ")
      seen.withLock { _ = $0.insert(line) }
    }
    poll(nil, 0, 2)
  }
}
