import Foundation

/// The names in a folder, read as they are: git's own files are few, and their order is of no interest.
enum FolderNames {
  /// Empty where there is no such folder, nil where it can't be read.
  static func of(_ folder: String) -> [String]? {
    guard let stream = opendir(folder) else { return errno == ENOENT ? [] : nil }
    defer { closedir(stream) }
    var names: [String] = []
    while true {
      // Only by this does the end of a folder differ from one that can't be read any further (readdir(3)).
      errno = 0
      guard let entry = readdir(stream) else { return errno == 0 ? names : nil }
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
  }
}
