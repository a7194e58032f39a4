import FleetTestSupport
import Foundation
import Git
import Synchronization
import Testing

/// Pushes in process against pushes by git at the same time: nobody's commit is lost.
@Suite struct LocalRaceTests {
  private let bench: LocalWorkbench
  private let base: ObjectID
  private let clone: String

  init() throws {
    bench = try LocalWorkbench()
    base = try bench.remote.id()
    _ = try bench.mirror()
    clone = "\(bench.remote.folder.path)/clone"
    try bench.remote.git.run(["clone", "-q", bench.remote.path, clone], in: bench.remote.folder.path)
  }

  /// Runs both at the same time and returns when both are done.
  private func atOnce(_ first: @Sendable () -> Void, _ second: @Sendable () -> Void) {
    DispatchQueue.concurrentPerform(iterations: 2) { $0 == 0 ? first() : second() }
  }

  private func git(_ arguments: [String]) throws -> Bool {
    try TestProgram.run("git", arguments, environment: bench.remote.git.environment, folder: clone).status == 0
  }

  @Test(arguments: [false, true])
  func everyAcceptedCommitStaysInTheHistory(packsReferences: Bool) throws {
    let accepted = Mutex<[String]>([])
    let problems = Mutex<[String]>([])
    atOnce {
      do {
        for round in 0..<60 {
          let tip = try bench.remote.id()
          _ = try bench.mirror().fetch(from: bench.remote.path, refspecs: mirrorRefspecs, options: bench.options)
          let commit = try bench.mirror().testCommit(on: tip, path: "ours.txt", text: "\(round)\n")
          do {
            // Forced, so that nothing but the lease stands between us and their commit.
            if try bench.push(commit, over: tip, rewrites: true).isAccepted {
              accepted.withLock { $0.append(commit.hex) }
            }
          } catch let error as GitError where error.kind == .moved {
            continue
          }
        }
      } catch {
        problems.withLock { $0.append("\(error)") }
      }
    } _: {
      do {
        for round in 0..<20 {
          _ = try git(["fetch", "-q"])
          _ = try git(["reset", "-q", "--hard", "origin/main"])
          try bench.remote.folder.write("\(round)\n", to: "clone/theirs.txt")
          _ = try git(["add", "theirs.txt"])
          _ = try git(["commit", "-q", "--allow-empty", "-m", "Theirs \(round)"])
          let commit = try bench.remote.git.run(["rev-parse", "HEAD"], in: clone)
          if try git(["push", "-q", "origin", "HEAD:main"]) { accepted.withLock { $0.append(commit) } }
          if packsReferences { try bench.remote.git.run(["pack-refs", "--all"], in: bench.remote.path) }
        }
      } catch {
        problems.withLock { $0.append("\(error)") }
      }
    }
    #expect(problems.withLock { $0 } == [])
    let history = Set(try bench.remote.git.run(["rev-list", "main"], in: bench.remote.path).split(separator: "\n"))
    let lost = accepted.withLock { $0 }.filter { !history.contains(Substring($0)) }
    #expect(lost.isEmpty)
    #expect(history.count == accepted.withLock { $0.count } + 1)
    #expect(try bench.remote.problems() == "")
  }

  @Test func ofTwoWhoMakeTheSameBranchOneWins() throws {
    let ours = try bench.mirror().testCommit(on: base, text: "ours\n")
    _ = try git(["commit", "-q", "--allow-empty", "-m", "Theirs"])
    let theirs = try bench.remote.git.run(["rev-parse", "HEAD"], in: clone)
    for round in 0..<30 {
      let wins = Mutex<[String]>([])
      atOnce {
        if (try? bench.push(ours, to: "race-\(round)", over: nil, rewrites: true))?.isAccepted == true {
          wins.withLock { $0.append(ours.hex) }
        }
      } _: {
        if (try? git(["push", "-q", "origin", "HEAD:refs/heads/race-\(round)"])) == true {
          wins.withLock { $0.append(theirs) }
        }
      }
      #expect(wins.withLock { $0 } == [try bench.remote.tip(of: "race-\(round)")])
    }
  }

  @Test func ofTwoMirrorsInOneProcessOneWinsEachRound() throws {
    let other = try bench.copyOfMirror()
    for round in 0..<50 {
      let wins = Mutex<[ObjectID]>([])
      @Sendable func push(_ path: String, _ text: String) {
        do {
          let mirror = try Repository(openingBare: path)
          let commit = try mirror.testCommit(on: base, text: "\(text) \(round)\n")
          let update = PushUpdate(
            source: commit, destination: "refs/heads/race-\(round)", expected: nil, allowsNonFastForward: true)
          let results = try mirror.push(to: bench.remote.path, updates: [update], options: bench.options)
          if results.allSatisfy(\.isAccepted) { wins.withLock { $0.append(commit) } }
        } catch {
          #expect((error as? GitError)?.kind == .moved)
        }
      }
      atOnce({ push("\(bench.remote.folder.path)/mirror.git", "one") }, { push(other, "two") })
      #expect(wins.withLock { $0 } == [try bench.remote.id(of: "race-\(round)")])
    }
  }
}

extension LocalWorkbench {
  fileprivate func copyOfMirror() throws -> String {
    let path = "\(remote.folder.path)/second.git"
    try FileManager.default.copyItem(atPath: "\(remote.folder.path)/mirror.git", toPath: path)
    return path
  }
}
