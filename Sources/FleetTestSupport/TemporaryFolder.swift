import Foundation

/// An empty folder of its own for one test, removed with everything in it when the value is released.
public final class TemporaryFolder: Sendable {
  /// Absolute, without links in it.
  public let path: String

  public init() throws {
    var template = Array("\(FileManager.default.temporaryDirectory.path)/fleet-test-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template), let real = realpath(made, nil) else {
      throw TestSupportError("a temporary folder can't be made: \(String(cString: strerror(errno)))")
    }
    defer { free(real) }
    path = String(cString: real)
  }

  deinit {
    // What a test made read-only would stay.
    if let entries = FileManager.default.enumerator(atPath: path) {
      for case let entry as String in entries {
        var status = stat()
        let file = "\(path)/\(entry)"
        if lstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { chmod(file, 0o700) }
      }
    }
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes a file, with the folders above it; returns its absolute path.
  @discardableResult
  public func write(_ text: String, to file: String) throws -> String {
    let absolute = "\(path)/\(file)"
    let folder = (absolute as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: absolute))
    return absolute
  }

  /// Returns a file's text, nil if there is none.
  public func read(_ file: String) -> String? {
    FileManager.default.contents(atPath: "\(path)/\(file)").map { String(decoding: $0, as: UTF8.self) }
  }

  /// Every file, link and folder below the folder with its size and the time of its last change in nanoseconds, sorted by
  /// path: two listings are equal if nothing was written in between.
  public func listing() -> [String] {
    guard let entries = FileManager.default.enumerator(atPath: path) else { return [] }
    var lines: [String] = []
    for case let entry as String in entries {
      var status = stat()
      guard lstat("\(path)/\(entry)", &status) == 0 else { continue }
      #if os(Linux)
        let (changed, modified) = (status.st_ctim, status.st_mtim)
      #else
        let (changed, modified) = (status.st_ctimespec, status.st_mtimespec)
      #endif
      lines.append(
        "\(entry) \(status.st_mode) \(status.st_size) \(modified.tv_sec).\(modified.tv_nsec)"
          + " \(changed.tv_sec).\(changed.tv_nsec)")
    }
    return lines.sorted()
  }
}

/// What a test's own tools could not do.
public struct TestSupportError: Error, CustomStringConvertible {
  public let description: String

  public init(_ description: String) {
    self.description = description
  }
}
