import Foundation
import Git

/// A file that names the program that runs in a checkout, so that one that outlived a killed run can be ended before another
/// program is started there.
struct ProgramMark: Sendable, Equatable {
  let path: String

  /// Notes the leader of the program's process group.
  func set(_ leader: pid_t) {
    let identity = ProcessIdentity(ofProcess: leader)
    // Without the file, a program that outlives this process is not ended: nothing that a test's verdict depends on.
    try? UnsyncedFile.write(Array("\(identity.id)\n\(identity.boot)\n".utf8), to: path)
  }

  func clear() { unsafe unlink(path) }

  /// Ends the group that a killed run left behind. Only for the holder of the checkout's lock.
  func endLeftOver() {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return }
    // A pipe in its place would keep us waiting for somebody to write into it.
    guard status.st_mode & S_IFMT == S_IFREG, let text = try? String(contentsOfFile: path, encoding: .utf8)
    else { return clear() }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.count >= 2, let number = pid_t(lines[0]), number > 1,
      ProcessIdentity.isAlive(ProcessIdentity(id: Int(number), boot: String(lines[1])))
    {
      kill(-number, SIGKILL)
    }
    clear()
  }
}
