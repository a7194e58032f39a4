import FleetTestSupport
import Foundation
import Testing

/// What a command is given, and where it writes, without anything that a repository has to do with it.
struct UsageTests {
  private let fleet: FleetProgram
  private let work: TemporaryFolder

  init() throws {
    fleet = try FleetProgram()
    work = try TemporaryFolder()
    try work.write("name: acme\nservices:\n  - {name: a, url: ../a.git}\n", to: "fleet.yaml")
  }

  @Test(arguments: ["0", "-1", "1025", "9223372036854775807", "1000000000000000000"])
  func jobsThatNobodyCanHaveAreWrongUsage(count: String) throws {
    for command in [["apply", "c.json", "--dry-run"], ["repos", "sync"]] {
      let result = try fleet.run(command + ["--jobs=\(count)"], in: work.path)
      #expect(result.status == 2)
      #expect(result.stderr.contains("--jobs must be 1 to 1024, not \(count)"), "\(result.stderr)")
    }
  }

  @Test(arguments: ["-1", "101", "9223372036854775807"]) func soAreRetries(count: String) throws {
    let result = try fleet.run(["apply", "c.json", "--retries=\(count)"], in: work.path)
    #expect(result.status == 2)
    #expect(result.stderr.contains("--retries must be 0 to 100, not \(count)"), "\(result.stderr)")
  }

  @Test(arguments: ["https://bob:secret@example.com/t.git", "http://secret@example.com/t.git"])
  func aTemplateWithAPasswordInItsURLIsRefusedBeforeItIsKept(url: String) throws {
    for command in ["update", "adopt"] {
      let result = try fleet.run(["template", command, url, "--yes"], in: work.path)
      #expect(result.status == 2)
      #expect(result.stderr.contains("a user or password in the URL would be kept"))
      #expect(!result.stderr.contains("secret"))
    }
  }

  @Test(.enabled(if: access("/dev/full", W_OK) == 0, "there is no file that is always full"))
  func outputThatCannotBeWrittenIsAFailure() throws {
    let full = open("/dev/full", O_WRONLY | O_CLOEXEC)
    let errors = open("\(work.path)/stderr", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    defer {
      close(full)
      close(errors)
    }
    let process = try TestProcess(
      FleetProgram.path(), ["repos", "list", "--json"], environment: fleet.variables, folder: work.path, stdin: errors,
      stdout: full, stderr: errors)
    #expect(process.wait(for: .seconds(60)) == 1)
    #expect(
      work.read("stderr") == "fleet: not all could be written to standard output: no space left on device\n")
  }

  /// Whoever shares a pipe may have made it one that doesn't wait.
  @Test func aPipeThatIsFullIsWaitedFor() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
    let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
    defer { close(nothing) }
    let process = try TestProcess(
      FleetProgram.path(), ["reference"], environment: fleet.variables, folder: work.path, stdin: nothing,
      stdout: ends[1], stderr: nothing)
    close(ends[1])
    // It fills up before anything is read.
    while true {
      var polled = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
      guard poll(&polled, 1, 10_000) == 1 else { break }
      var waiting: Int32 = 0
      _ = ioctl(ends[0], UInt(FIONREAD), &waiting)
      if waiting >= 65_536 || process.wait(for: .milliseconds(1)) != nil { break }
    }
    let text = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true).readDataToEndOfFile()
    #expect(process.wait(for: .seconds(60)) == 0)
    #expect(text.count > 100_000)
    #expect(String(decoding: text, as: UTF8.self) == (try fleet.run(["reference"], in: work.path).text))
  }
}
