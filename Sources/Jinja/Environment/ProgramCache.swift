import Dispatch
import Synchronization

/// The templates of an environment that have been compiled, and those that are being compiled: who needs one of these waits
/// for it.
final class ProgramCache: Sendable {
  private enum Entry {
    case compiled(Program)
    case underWay(DispatchGroup)
  }

  private enum Turn {
    case compiled(Program)
    case waiting(DispatchGroup)
    /// Whoever asked is to compile it.
    case ours(DispatchGroup)
  }

  /// By the name's bytes: names that are canonically equal are different files.
  private let entries = Mutex<[[UInt8]: Entry]>([:])

  /// Returns a template's program, which `compile` makes where there is none yet.
  ///
  /// - Parameter compile: asks for no program of this cache. What it throws isn't kept: who asks again calls it again.
  func program(
    named name: String, compile: () throws(TemplateError) -> Program
  ) throws(TemplateError) -> Program {
    let key = Array(name.utf8)
    while true {
      switch turn(key) {
      case .compiled(let program): return program
      case .waiting(let group): group.wait()
      case .ours(let group):
        defer { group.leave() }
        do throws(TemplateError) {
          let program = try compile()
          entries.withLock { $0[key] = .compiled(program) }
          return program
        } catch {
          entries.withLock { $0[key] = nil }
          throw error
        }
      }
    }
  }

  private func turn(_ key: [UInt8]) -> Turn {
    entries.withLock { entries in
      switch entries[key] {
      case .compiled(let program)?: return .compiled(program)
      case .underWay(let group)?: return .waiting(group)
      case nil:
        let group = DispatchGroup()
        group.enter()
        entries[key] = .underWay(group)
        return .ours(group)
      }
    }
  }
}
