import Foundation

/// A process, told from another one that got the same number later.
public struct ProcessIdentity: Sendable, Equatable {
  public let id: Int
  /// What is different after the machine has started anew, and for a process that began at another time.
  public let boot: String

  public init(id: Int, boot: String) {
    self.id = id
    self.boot = boot
  }

  /// The identity of the process with a number now.
  init(ofProcess number: pid_t) {
    self.init(id: Int(number), boot: Self.boot(ofProcess: number))
  }

  /// This process.
  public static let current = ProcessIdentity(ofProcess: getpid())

  /// Whether the process still runs; one that has ended and that nobody has waited for doesn't.
  @Sendable public static func isAlive(_ process: ProcessIdentity) -> Bool {
    guard let number = pid_t(exactly: process.id), number > 0 else { return false }
    guard kill(number, 0) == 0 || errno == EPERM else { return false }
    return !["Z", "X"].contains(status(ofProcess: number).first) && boot(ofProcess: number) == process.boot
  }

  /// The machine's start and the process's, as text.
  private static func boot(ofProcess number: pid_t) -> String {
    // Where there is no /proc, the number alone has to do.
    let machine = (try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)) ?? ""
    let fields = status(ofProcess: number)
    return "\(machine.trimmingCharacters(in: .whitespacesAndNewlines)) \(fields.count > 19 ? fields[19] : "")"
  }

  /// What the kernel says of a process, from the third field on, the state; the 22nd is its start in clock ticks (proc(5)).
  private static func status(ofProcess number: pid_t) -> [String] {
    let text = (try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8)) ?? ""
    // The second field, a name in brackets, may hold spaces and brackets.
    guard let bracket = text.lastIndex(of: ")") else { return [] }
    return text[text.index(after: bracket)...].split(separator: " ").map(String.init)
  }
}
