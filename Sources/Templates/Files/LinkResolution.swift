import Changes

extension TemplateFiles {
  /// Returns the path that a path leads to when every link on the way is followed, and what is there; nil where
  /// a link or the path leads to nothing, out of the files, or in a circle.
  func resolve(_ path: TreePath) throws -> (path: TreePath, kind: TemplateFileEntry.Kind)? {
    var followed = 0
    var rest = path.bytes.isEmpty ? [] : path.parts.map(Array.init)[...]
    var current = TreePath.root
    var kind = TemplateFileEntry.Kind.folder(permissions: nil)
    while let name = rest.popFirst() {
      if name.isEmpty || name == [UInt8(ascii: ".")] { continue }
      if name == Array("..".utf8) {
        guard current != .root else { return nil }
        current = current.parent
        kind = .folder(permissions: nil)
        continue
      }
      guard let entry = try entries(of: current)?.first(where: { $0.name == name }) else { return nil }
      guard entry.kind == .link else {
        current = current.appending(name)
        kind = entry.kind
        continue
      }
      followed += 1
      // As many as Linux follows (path_resolution(7)).
      guard followed <= 40 else { return nil }
      let target = try target(of: current.appending(name))
      guard !target.isEmpty, target.first != UInt8(ascii: "/") else { return nil }
      rest = (TreePath(bytes: target).parts.map(Array.init) + rest)[...]
    }
    // What `..` leads back to is a folder whose permissions weren't looked at.
    if case .folder = kind, current != .root {
      let own = try entries(of: current.parent)?.first { $0.name.elementsEqual(current.name) }
      kind = own?.kind ?? kind
    }
    return (current, kind)
  }
}
