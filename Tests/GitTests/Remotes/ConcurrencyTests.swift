import FleetTestSupport
import Foundation
import Git
import Synchronization
import Testing

@Suite struct ConcurrencyTests {
  @Test func aSilentServerAmongManyCostsNoOtherAnything() throws {
    let served = try ServedRemote()
    let silent = try StallServer(.silent)
    let options = testOptions(
      home: served.remote.folder.path,
      limits: NetworkLimits(connect: .seconds(20), idle: .seconds(5), total: .seconds(60)))
    let folder = served.remote.folder.path
    let kinds = Mutex<[Int: GitError.Kind]>([:])
    let group = DispatchGroup()
    for number in 0..<8 {
      group.enter()
      let url = number == 3 ? silent.url() : number == 5 ? served.daemon.url("none.git") : served.url
      Thread {
        let error = gitError {
          let mirror = try Repository(creatingBare: "\(folder)/m\(number).git")
          _ = try mirror.fetch(from: url, refspecs: mirrorRefspecs, options: options)
        }
        kinds.withLock { $0[number] = error?.kind }
        group.leave()
      }.start()
    }
    #expect(group.wait(timeout: .now() + 60) == .success)
    #expect(kinds.withLock { $0 } == [3: .timedOut, 5: .notARepository])
  }

  @Test func ofManyPushersOfOneBranchOneWins() throws {
    let served = try ServedRemote()
    let base = try served.remote.id()
    _ = try served.mirror()
    let winners = Mutex<[ObjectID]>([])
    let group = DispatchGroup()
    for number in 0..<6 {
      group.enter()
      Thread {
        // Every outcome but a victory is fine here: moved before, or refused by the server.
        try? { () throws in
          let mirror = try Repository(openingBare: served.mirrorPath)
          let commit = try mirror.testCommit(on: base, text: "\(number)\n")
          let update = PushUpdate(
            source: commit, destination: "refs/heads/main", expected: base, allowsNonFastForward: true)
          let results = try mirror.push(to: served.url, updates: [update], options: served.options)
          if results[0].isAccepted { winners.withLock { $0.append(commit) } }
        }()
        group.leave()
      }.start()
    }
    #expect(group.wait(timeout: .now() + 60) == .success)
    #expect(winners.withLock { $0 } == [try served.remote.id()])
    #expect(try served.remote.commitCount() == 2)
  }
}
