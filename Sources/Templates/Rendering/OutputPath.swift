import Changes

/// The paths that a template may write: inside its project, whatever names it was given or makes up.
enum OutputPath {
  /// How long a path may be at most; longer ones no system takes.
  private static let byteLimit = 4096

  /// Returns the path of a rendered name.
  ///
  /// Empty parts and `.` are left out, as the system would. The root is the result for a name that is empty.
  /// - Throws: for a name that leads out of its folder, or that would be, or could be taken for, a part of git's own data.
  static func path(of name: [UInt8], from source: String) throws(ProjectTemplateError) -> TreePath {
    if name.first == UInt8(ascii: "/") { throw unsafe(name, source, "is an absolute path") }
    guard name.count <= byteLimit else { throw unsafe(name, source, "is too long") }
    var path = TreePath.root
    for part in name.split(separator: UInt8(ascii: "/")) where !part.elementsEqual(".".utf8) {
      if part.elementsEqual("..".utf8) { throw unsafe(name, source, "leads out of its folder") }
      guard part.count <= 255 else { throw unsafe(name, source, "is too long") }
      path = path.appending(part)
    }
    guard path == .root || path.isSafe else {
      throw unsafe(
        name, source, path.bytes.contains(0) ? "holds a NUL character" : "has a part that no template may write")
    }
    return path
  }

  private static func unsafe(_ name: [UInt8], _ source: String, _ reason: String) -> ProjectTemplateError {
    let shown = String(decoding: name.prefix(120), as: UTF8.self).debugDescription
    return ProjectTemplateError(.unsafe, source, "the rendered name \(shown) \(reason)")
  }
}
