import Foundation

extension LiveEnvironment {
  /// Tells this build of the program from others, by its file; nil where the system doesn't say which that is.
  static let build: String? = {
    #if os(Linux)
      var status = stat()
      guard unsafe stat("/proc/self/exe", &status) == 0 else { return nil }
      return "\(Version.number) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    #else
      return nil
    #endif
  }()
}
