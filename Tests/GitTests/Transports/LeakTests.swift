import FleetTestSupport
import Foundation
import Testing

@testable import Git

/// Nothing of an operation stays: neither descriptors nor threads or programs.
///
/// Other tests run in this process at the same time, so each of these runs in one of its own; the servers stay here.
@Suite struct LeakTests {
  @Test func aThousandOperationsLeaveTheProcessAsItWas() async throws {
    let folder = try TemporaryFolder()
    let remote = try Remote(files: ["README.md": "hello\n"], in: folder)
    let certificates = try Certificates(in: folder)
    let web = try WebServer(serving: folder)
    let encrypted = try WebServer(serving: folder, tls: WebServer.Tls(certificates.pair(names: ["DNS:localhost"])))
    let daemon = try GitDaemon(remote)
    let ssh = try SshServer(in: folder)
    let closing = try StallServer(.says(Array("rubbish".utf8), then: .reset))
    let command = try ssh.command(key: ssh.acceptedKey(.ed25519), knownHosts: ssh.knownHosts())
    let variables = ["GIT_SSH_COMMAND": command, "GIT_SSL_CAINFO": certificates.caFile]
    let good = [
      web.url("plain/remote.git"), encrypted.url("plain/remote.git"), daemon.url(remote), remote.path,
    ]
    // Taken by the second of two ways to show a token, so that git gets it in both.
    let byGit = web.url("bearer/remote.git")
    let bad = [web.url("status/404/x.git"), closing.url(scheme: "http"), closing.url(), "\(folder.path)/none.git"]
    let (slow, path) = (ssh.url(remote.path), folder.path)
    await #expect(processExitsWith: .success) {
      [
        good = good as [String], bad = bad as [String], slow = slow as String, byGit = byGit as String,
        path = path as String,
        variables = variables as [String: String]
      ] in
      let workbench = try TransportWorkbench()
      let options = try workbench.options(variables)
      var gitOptions = try workbench.options(variables.merging(["FLEET_TOKEN_LOCALHOST": WebServer.token]) { $1 })
      gitOptions.engine = .git
      func round() throws {
        for url in good {
          for _ in 0..<5 { try workbench.fetch(url, options) }
        }
        try workbench.fetch(slow, options)
        for url in bad { try #require(try workbench.failure(url, options) != nil) }
      }
      func roundByGit() throws {
        try workbench.fetch(byGit, gitOptions)
        for url in bad { try #require(try workbench.failure(url, gitOptions) != nil) }
      }
      func counts() -> String {
        "\(ProcessTable.descriptorCount) \(ProcessTable.threadCount) \(ProcessTable.zombieCount)"
      }
      try round()
      try roundByGit()
      let before = counts()
      for _ in 0..<40 { try round() }
      for _ in 0..<5 { try roundByGit() }
      try Data("\(before) \(counts())".utf8).write(to: URL(fileURLWithPath: "\(path)/report"))
    }
    // Descriptors, threads, zombies; before, then after.
    let counts = try #require(folder.read("report")).split(separator: " ").compactMap { Int($0) }
    #expect(counts[0] == counts[3])
    #expect(counts[1] >= counts[4])
    #expect(counts[2] == 0 && counts[5] == 0)
  }

  @Test func aThreadThatEndsClosesItsConnections() async throws {
    let remote = try Remote(files: ["README.md": "hello\n"])
    let backend = try GitBackend(remote)
    let server = try HttpServer { try backend.answer($0) }
    let url = server.url("remote.git")
    await #expect(processExitsWith: .success) { [url = url as String] in
      func fetchOnAThread() {
        let done = DispatchSemaphore(value: 0)
        let thread = Thread {
          // A failure shows in the number of connections.
          _ = try? TransportWorkbench().fetch(url)
          done.signal()
        }
        thread.start()
        done.wait()
      }
      fetchOnAThread()
      let before = ProcessTable.descriptorCount
      for _ in 0..<20 { fetchOnAThread() }
      let end = ContinuousClock.now + .seconds(20)
      while ProcessTable.descriptorCount > before && ContinuousClock.now < end { poll(nil, 0, 10) }
      #expect(ProcessTable.descriptorCount <= before)
    }
    #expect(server.connectionCount == 21)
  }
}
