import Foundation

/// Two connected sockets; whoever makes them closes both.
///
/// Sockets and not a pipe, since only they can be made in one step with close-on-exec from Swift: another thread may
/// start a program at any moment, and one that inherits an end keeps the other from ever seeing the end of input.
struct SocketPair {
  let near: Int32
  let far: Int32

  /// Opens a pair, or returns nil with `errno` set.
  init?() {
    var ends: [Int32] = [-1, -1]
    #if os(Linux)
      let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    #else
      let type = SOCK_STREAM
    #endif
    guard socketpair(AF_UNIX, type, 0, &ends) == 0 else { return nil }
    #if !os(Linux)
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    #endif
    near = ends[0]
    far = ends[1]
  }
}
