import Changes

extension WorkingTree {
  /// Returns a path that a codemod names, after checking that it stays inside the repository.
  static func safePath(_ text: String) throws -> TreePath {
    let path = TreePath(text)
    guard path.isSafe else {
      throw Refusal(.outside, "\(path) leads out of the repository's files", in: path)
    }
    return path
  }

  /// Checks that a file may be written at a path: nothing on the way is a link, a submodule or a file.
  func checkFolders(above path: TreePath) throws {
    for (index, byte) in path.bytes.enumerated() where byte == UInt8(ascii: "/") {
      let folder = TreePath(bytes: path.bytes[..<index])
      switch try leafKind(at: folder) {
      case .link: throw Refusal(.outside, "\(folder) is a link, and links aren't followed", in: path)
      case .submodule: throw Refusal(.outside, "\(folder) is a submodule", in: path)
      case .file: throw Refusal(.exists, "\(folder) is a file, not a folder", in: path)
      case .folder, .nothing: continue
      }
    }
  }

  /// What stands at a path, where nobody asks whether it is a folder.
  private func leafKind(at path: TreePath) throws -> Kind {
    if let file = changed[path] { return file == nil ? .nothing : .file }
    switch try base.entry(at: path)?.mode {
    case nil: return .nothing
    case .link?: return .link
    case .submodule?: return .submodule
    case .file?, .executable?: return .file
    }
  }

  /// Returns the file at a path that a step names, nil if nothing is there; refuses anything else.
  func namedFile(at path: TreePath) throws -> File? {
    try checkFolders(above: path)
    switch try kind(at: path) {
    case .nothing: return nil
    case .file: return try file(at: path)
    case .folder: throw Refusal(.type, "\(path) is a folder, not a file", in: path)
    case .link: throw Refusal(.outside, "\(path) is a link, and links aren't followed", in: path)
    case .submodule: throw Refusal(.outside, "\(path) is a submodule", in: path)
    }
  }
}
