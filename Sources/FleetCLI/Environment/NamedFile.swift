import Foundation

/// Reading and writing the files that a person named, with errors in the person's words.
enum NamedFile {
  /// Replaces the file in one step, so that no reader ever sees half of it; it keeps its permissions.
  ///
  /// Links are followed: the file that a link leads to is replaced, not the link.
  static func write(_ bytes: [UInt8], to path: String, shownAs name: String) throws {
    do {
      let path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path(percentEncoded: false)
      // What isn't there yet has none.
      let present = try? FileManager.default.attributesOfItem(atPath: path)
      try replace(path, by: bytes, permissions: present?[.posixPermissions] as? NSNumber)
    } catch {
      throw CommandError(message: "\(name): could not be written: \(reason(error))")
    }
  }

  /// Puts a file in a place in one step.
  ///
  /// - Parameter permissions: nil for those of any new file.
  static func replace(_ path: String, by bytes: [UInt8], permissions: NSNumber? = nil) throws {
    let new = "\(path).\(getpid()).new"
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: new))
      if let permissions { try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: new) }
      guard unsafe rename(new, path) == 0 else { throw CocoaError(.fileWriteUnknown, userInfo: [:]) }
    } catch {
      unsafe unlink(new)
      throw error
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
