import Foundation

extension Program {
  /// Runs the program as `run` does, inside a sandbox where there is one.
  ///
  /// At its end nothing that it started is left, since bubblewrap's processes have a numbering of their own that ends with
  /// their first.
  func run(in sandbox: CheckoutSandbox?) async -> ProgramEnding {
    guard let sandbox else { return await run() }
    do {
      try sandbox.own.prepare()
    } catch {
      return .notStarted(reason: "no folders for a sandbox in \(sandbox.own.base): \(error.localizedDescription)")
    }
    let confined = sandbox.confining(self)
    let ending = await confined.run()
    // What stays is removed before the next program runs here, or else that one doesn't.
    try? sandbox.own.removeTemporary()
    if ending == .exited(status: 1), let words = confined.bubblewrapsOnlyWords() {
      let reason = words.hasPrefix("execvp ") ? "\(words.dropFirst(7)), as the sandbox shows this machine" : words
      return .notStarted(reason: reason)
    }
    return ending
  }

  /// What bubblewrap said in the log, where nobody else said anything: that it couldn't start the program.
  private func bubblewrapsOnlyWords() -> String? {
    let headingSize = heading.reduce(0) { $0 + $1.utf8.count + 1 }
    guard let log = FileHandle(forReadingAtPath: logPath) else { return nil }
    // A log that can't be read says nothing, and the program's end stays what it was.
    defer { try? log.close() }
    guard let bytes = try? log.read(upToCount: headingSize + 2048), bytes.count > headingSize,
      bytes.count < headingSize + 2048
    else { return nil }
    let lines = String(decoding: bytes.dropFirst(headingSize), as: UTF8.self).split(separator: "\n")
    guard lines.count == 1, lines[0].hasPrefix("bwrap: ") else { return nil }
    return String(lines[0].dropFirst("bwrap: ".count))
  }
}
