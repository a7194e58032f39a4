import Foundation
import Synchronization

/// One of the program's output streams.
final class Console: Sendable {
  static let standardOutput = Console(descriptor: STDOUT_FILENO)
  static let standardError = Console(descriptor: STDERR_FILENO)

  private let descriptor: Int32
  /// Why something couldn't be written, if so; its lock keeps the lines of different threads whole.
  private let failure = Mutex(Int32?.none)

  init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// Whether a person looks at it.
  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// The terminal's width in columns, 80 where it isn't known.
  var width: Int {
    var size = winsize()
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// Writes all of the text; a reader that has gone away ends the program as SIGPIPE would have.
  func write(_ text: String) {
    write(Array(text.utf8))
  }

  /// Writes all of the bytes, as they are; what can't be written is told by `problem`.
  func write(_ content: [UInt8]) {
    var bytes = content[...]
    failure.withLock { failure in
      // What comes behind a gap would be taken for the whole.
      guard failure == nil else { return }
      while !bytes.isEmpty {
        let count = unsafe bytes.withUnsafeBytes { unsafe Foundation.write(descriptor, $0.baseAddress, $0.count) }
        if count >= 0 {
          bytes = bytes.dropFirst(count)
        } else if errno == EPIPE {
          Foundation.exit(128 + SIGPIPE)
        } else if errno == EAGAIN {
          // Somebody who shares the pipe has made it one that doesn't wait.
          var polled = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          _ = unsafe poll(&polled, 1, -1)
        } else if errno != EINTR {
          failure = errno
          return
        }
      }
    }
  }

  /// Why not all was written that should have been; nil where it was.
  var problem: String? { failure.withLock { $0 }.map { unsafe String(cString: strerror($0)).lowercased() } }
}
