import Foundation

/// The system's word for why the last call on this thread failed.
enum SystemError {
  /// In lower case, such as `no space left on device`.
  static var text: String { unsafe String(cString: strerror(errno)).lowercased() }
}
