import FleetTestSupport
import Foundation
import Testing

@testable import Git

/// Nothing of an operation stays: neither descriptors nor threads or programs.
///
/// Other tests run in this process at the same time, so each of these runs in one of its own; the servers stay here.
@Suite struct LeakTests {
  @Test func hundredsOfFetchesLeaveTheProcessAsItWas() async throws {
    let folder = try TemporaryFolder()
    let remote = try Remote(files: ["README.md": "hello\n"], in: folder)
    let web = try WebServer(serving: folder)
    let ssh = try SshServer(in: folder)
    let command = try ssh.command(key: ssh.acceptedKey(.ed25519), knownHosts: ssh.knownHosts())
    let urls = [web.url("plain/remote.git"), ssh.url(remote.path), web.url("status/404/x.git")]
    let path = folder.path
    await #expect(processExitsWith: .success) {
      [urls = urls as [String], command = command as String, path = path as String] in
      let workbench = try TransportWorkbench()
      let options = try workbench.options(["GIT_SSH_COMMAND": command])
      func round() throws {
        for _ in 0..<5 { try workbench.fetch(urls[0], options) }
        try workbench.fetch(urls[1], options)
        try #require(try workbench.failure(urls[2], options)?.kind == .notARepository)
      }
      try round()
      let before = "\(ProcessTable.descriptorCount) \(ProcessTable.threadCount) \(ProcessTable.zombieCount)"
      for _ in 0..<50 { try round() }
      let after = "\(ProcessTable.descriptorCount) \(ProcessTable.threadCount) \(ProcessTable.zombieCount)"
      try Data("\(before) \(after)".utf8).write(to: URL(fileURLWithPath: "\(path)/report"))
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
      let end = ContinuousClock.now + .seconds(5)
      while ProcessTable.descriptorCount > before && ContinuousClock.now < end { poll(nil, 0, 10) }
      #expect(ProcessTable.descriptorCount <= before)
    }
    #expect(server.connectionCount == 21)
  }
}
