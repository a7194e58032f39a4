import Foundation

/// TCP sockets on 127.0.0.1 that no program started meanwhile inherits: one that did would keep connections open.
enum LoopbackSocket {
  static func make() -> Int32 {
    #if os(Linux)
      return socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    #else
      let descriptor = socket(AF_INET, SOCK_STREAM, 0)
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      return descriptor
    #endif
  }

  /// Waits for a connection; negative with `errno` set where there is none to come.
  static func accept(_ listener: Int32) -> Int32 {
    #if os(Linux)
      return acceptFunction(listener, nil, nil, Int32(SOCK_CLOEXEC.rawValue))
    #else
      let descriptor = Foundation.accept(listener, nil, nil)
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      return descriptor
    #endif
  }

  /// Returns a socket that is connected to a port; nil where nobody listens there.
  static func connected(toPort port: Int) -> Int32? {
    let descriptor = make()
    let isConnected = withAddress(port: port) { address, size in connect(descriptor, address, size) == 0 }
    if isConnected { return descriptor }
    close(descriptor)
    return nil
  }

  /// Listens on a free port and returns it; nil with `errno` set where there is none.
  static func listen(_ listener: Int32) -> Int? {
    let isBound = withAddress(port: 0) { address, size in
      bind(listener, address, size) == 0 && Foundation.listen(listener, 128) == 0
    }
    guard isBound else { return nil }
    var address = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(listener, $0, &size) }
    }
    return code == 0 ? Int(UInt16(bigEndian: address.sin_port)) : nil
  }

  private static func withAddress<Value>(
    port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Value
  ) -> Value {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  #if os(Linux)
    private typealias Accept4 =
      @convention(c) (
        Int32, UnsafeMutablePointer<sockaddr>?, UnsafeMutablePointer<socklen_t>?, Int32
      ) -> Int32

    /// glibc shows `accept4` only under `_GNU_SOURCE`, which Swift's import doesn't set.
    private static let acceptFunction = unsafeBitCast(dlsym(nil, "accept4"), to: Accept4.self)
  #endif
}
