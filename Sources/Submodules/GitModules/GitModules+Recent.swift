import Synchronization

extension GitModules {
  /// Reads a file's bytes as `init(reading:)` does, and remembers the last ones: a fleet's services declare much the same.
  static func reading(_ bytes: [UInt8]) -> GitModules {
    if let known = recent.withLock({ $0[bytes] }) { return known }
    let modules = GitModules(reading: bytes)
    guard bytes.count <= recentByteLimit else { return modules }
    recent.withLock { recent in
      if recent.count == recentLimit { recent.removeAll(keepingCapacity: true) }
      recent[bytes] = modules
    }
    return modules
  }

  private static let recent = Mutex<[[UInt8]: GitModules]>([:])
  private static let recentLimit = 64
  private static let recentByteLimit = 16 << 10
}
