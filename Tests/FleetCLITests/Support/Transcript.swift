import FleetTestSupport
import Foundation

/// One behaviour of the program from outside: files in, commands, what they print, exit codes, files out.
///
/// The text begins with what it shows, in words. Then come blocks, each under a line `==> …`: `file PATH` makes a file;
/// `run COMMAND…` runs a shell line with `fleet` in the path; `stdout`, `stderr` and `exit N` are what it must give
/// (nothing, nothing and 0 where they are left out); `now PATH` is what a file must hold at that point.
struct Transcript {
  enum Block: Equatable {
    case file(path: String, text: String)
    case run(Run)
    case now(path: String, text: String)
  }

  struct Run: Equatable {
    let command: String
    var stdout = ""
    var stderr = ""
    var exitCode: Int32 = 0
  }

  let introduction: String
  let blocks: [Block]

  init(parsing text: String) throws {
    var introduction = ""
    var blocks: [Block] = []
    var head: String?
    var body = ""
    func finish() throws {
      guard let head else {
        introduction = body
        return
      }
      try Self.add(head, body, to: &blocks)
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      if line.hasPrefix("==> ") {
        try finish()
        (head, body) = (String(line.dropFirst(4)), "")
      } else {
        body += line + "\n"
      }
    }
    try finish()
    self.introduction = introduction
    self.blocks = blocks
  }

  init(introduction: String, blocks: [Block]) {
    self.introduction = introduction
    self.blocks = blocks
  }

  private static func add(_ head: String, _ body: String, to blocks: inout [Block]) throws {
    let words = head.split(separator: " ", maxSplits: 1).map(String.init)
    switch (words[0], words.count == 2 ? words[1] : "") {
    case ("file", let path): blocks.append(.file(path: path, text: body))
    case ("now", let path): blocks.append(.now(path: path, text: body))
    case ("run", let command): blocks.append(.run(Run(command: command)))
    case (let part, let argument):
      guard case .run(var run) = blocks.last else { throw TestSupportError("==> \(head) follows no run") }
      switch part {
      case "stdout": run.stdout = body
      case "stderr": run.stderr = body
      case "exit": run.exitCode = Int32(argument) ?? -1
      default: throw TestSupportError("==> \(head): no such block")
      }
      blocks[blocks.count - 1] = .run(run)
    }
  }

  /// The transcript as its file holds it.
  var text: String {
    introduction
      + blocks.map { block in
        switch block {
        case .file(let path, let text): return "==> file \(path)\n\(text)"
        case .now(let path, let text): return "==> now \(path)\n\(text)"
        case .run(let run):
          var text = "==> run \(run.command)\n"
          if !run.stdout.isEmpty { text += "==> stdout\n\(run.stdout)" }
          if !run.stderr.isEmpty { text += "==> stderr\n\(run.stderr)" }
          if run.exitCode != 0 { text += "==> exit \(run.exitCode)\n" }
          return text
        }
      }.joined()
  }
}

extension Transcript {
  /// Runs every command in a folder of its own and returns the transcript with what really came of it.
  func played() throws -> Transcript {
    let folder = try TemporaryFolder()
    var fleet = try FleetProgram()
    let programs = URL(fileURLWithPath: try FleetProgram.path()).deletingLastPathComponent().path
    fleet.extraVariables["PATH"] = "\(programs):\(fleet.variables["PATH"] ?? "")"
    func shown(_ text: String) -> String {
      // A path or a port of this run says nothing about the program.
      let text = text.replacing(folder.path, with: "$DIR").replacing(fleet.home.path, with: "$HOME")
      let runName = #/\d{4}-\d\d-\d\dT\d{6}-([a-z-]+)-\d+/#
      return text.replacing(runName) { "$RUN-\($0.output.1)" }
    }
    let blocks = try self.blocks.map { block -> Block in
      switch block {
      case .file(let path, let text):
        try folder.write(text, to: path)
        return block
      case .now(let path, _):
        return .now(path: path, text: folder.read(path) ?? "(there is no such file)\n")
      case .run(let run):
        let result = try TestProgram.run(
          "sh", ["-c", run.command], environment: fleet.variables, folder: folder.path, limit: .seconds(120))
        return .run(
          Run(
            command: run.command, stdout: shown(result.text), stderr: shown(result.stderr), exitCode: result.status))
      }
    }
    return Transcript(introduction: introduction, blocks: blocks)
  }
}
