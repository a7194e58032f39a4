import Foundation

/// A file that will hold a report, known to be writable before the run begins.
struct ReportFile: Sendable {
  /// Links are followed: the file that a link leads to is replaced, not the link.
  private let path: String
  private let name: String

  /// Tries to make a file beside it, as writing will, and takes it away again.
  ///
  /// - Throws: wrong usage, in the user's words.
  init(_ absolutePath: String, shownAs name: String) throws {
    let path = URL(fileURLWithPath: absolutePath).resolvingSymlinksInPath().path(percentEncoded: false)
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path(percentEncoded: false)
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
      throw CommandError(message: "\(name): there is no folder \(folder)", hint: "mkdir -p \(folder)")
    }
    if unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      guard !isFolder.boolValue else { throw CommandError(message: "\(name): is a folder, and a file was expected") }
      // Replacing a device or a pipe by a file would break it for everybody.
      let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
      guard type == .typeRegular else { throw CommandError(message: "\(name): isn't a plain file") }
    }
    let probe = "\(path).\(getpid()).new"
    let descriptor = unsafe open(probe, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw CommandError(message: "\(name): can't be written: \(unsafe String(cString: strerror(errno)).lowercased())")
    }
    close(descriptor)
    unsafe unlink(probe)
    self.path = path
    self.name = name
  }

  /// Replaces the file in one step, so that no reader ever sees half of it; its mode is that of any new file.
  func write(_ text: String) throws {
    do {
      try NamedFile.replace(path, by: Array(text.utf8))
    } catch {
      throw CommandError(message: "\(name): could not be written: \(NamedFile.reason(error))", status: .failures)
    }
  }
}
