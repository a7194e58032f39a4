import Foundation

/// Reading and writing the files that a person named, with errors in the person's words.
enum NamedFile {
  /// Replaces the file in one step, so that no reader ever sees half of it.
  static func write(_ bytes: [UInt8], to path: String, shownAs name: String) throws {
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw CommandError(message: "\(name): could not be written: \(reason(error))")
    }
  }

  /// Returns the file's bytes.
  static func read(_ path: String, shownAs name: String) throws -> [UInt8] {
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw CommandError(message: "\(name): there is no such file")
    }
    guard !isFolder.boolValue else { throw CommandError(message: "\(name): is a folder, and a file was expected") }
    do {
      return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw CommandError(message: "\(name): could not be read: \(reason(error))")
    }
  }

  static func reason(_ error: any Error) -> String {
    let error = error as NSError
    let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
    guard cause.domain == NSPOSIXErrorDomain else { return error.localizedDescription }
    return unsafe String(cString: strerror(Int32(cause.code))).lowercased()
  }
}
