import Foundation

/// What /proc tells about processes.
enum ProcessTable {
  /// Whether a process runs; one that ended and wasn't reaped by its parent doesn't.
  static func isRunning(_ processID: pid_t) -> Bool {
    guard let state = state(processID) else { return false }
    return state != "Z" && state != "X"
  }

  /// Waits 20 seconds at most until a process no longer runs; a signal takes a moment to arrive.
  static func ends(_ processID: pid_t) -> Bool {
    let end = ContinuousClock.now + .seconds(20)
    while isRunning(processID) {
      if ContinuousClock.now >= end { return false }
      poll(nil, 0, 5)
    }
    return true
  }

  /// How many programs that this process started have ended and were not reaped.
  static var zombieCount: Int {
    let own = String(getpid())
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return entries.compactMap { pid_t($0) }.count { fields($0)?[safe: 1] == own && state($0) == "Z" }
  }

  /// How many descriptors this process has open.
  static var descriptorCount: Int { count("/proc/self/fd") }

  /// How many threads this process has.
  static var threadCount: Int { count("/proc/self/task") }

  /// The command lines of all running programs that hold a text.
  static func commandLines(containing text: String) -> [String] {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return entries.filter { pid_t($0) != nil }.compactMap { entry in
      let line = FileManager.default.contents(atPath: "/proc/\(entry)/cmdline").map {
        String(decoding: $0, as: UTF8.self)
      }
      return line.flatMap { $0.contains(text) ? $0.replacingOccurrences(of: "\0", with: " ") : nil }
    }
  }

  /// Returns the command lines with a text that are still there after 20 seconds; a signal takes a moment to arrive.
  static func lastingCommandLines(containing text: String) -> [String] {
    let end = ContinuousClock.now + .seconds(20)
    while true {
      let lines = commandLines(containing: text)
      if lines.isEmpty || ContinuousClock.now >= end { return lines }
      poll(nil, 0, 5)
    }
  }

  private static func count(_ folder: String) -> Int {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).count
  }

  private static func state(_ processID: pid_t) -> String? { fields(processID)?[safe: 0] }

  /// The fields of `stat` behind the program's name: the state, the parent's id, and more.
  private static func fields(_ processID: pid_t) -> [String]? {
    guard let data = FileManager.default.contents(atPath: "/proc/\(processID)/stat") else { return nil }
    let text = String(decoding: data, as: UTF8.self)
    guard let end = text.lastIndex(of: ")") else { return nil }
    return text[text.index(after: end)...].split(separator: " ").map(String.init)
  }
}

extension Array {
  fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
