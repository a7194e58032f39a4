import Changes
import Patterns
import Templates

// What becomes of two renders before they are merged.
extension ServiceUpdate {
  /// Takes out of both renders what the service keeps to itself, and what the template only stamps; and out of the later
  /// one what is new and ignored by git, which `fleet new` doesn't commit either.
  func leaveOut(_ once: [PathGlobs], of stamped: inout RenderedTree, _ rendered: inout RenderedTree) throws {
    let skip: PathGlobs
    do throws(GlobError) {
      skip = try PathGlobs(record.skip)
    } catch {
      throw Refusal(kind: TemplateUpdate.Kind.record, message: "\(TemplateRecord.path): skip: \(error)")
    }
    let ignored = IgnoreRules(of: rendered)
    // The record is ours, whatever a template renders there.
    let own = TreePath(TemplateRecord.path)
    for path in Set(stamped.paths + rendered.paths) {
      if path == own || skip.matches(path) {
        (stamped[path], rendered[path]) = (nil, nil)
      } else if once.contains(where: { $0.matches(path) }) {
        let isThere = try stamped[path] != nil || mirror.entry(at: path) != nil
        stamped[path] = nil
        if isThere { rendered[path] = nil }
      } else if stamped[path] == nil, ignored.isIgnored(path) {
        rendered[path] = nil
      }
    }
  }

  /// Makes both renders what git would add, by the attributes that the service will have.
  func normalize(_ stamped: inout RenderedTree, _ rendered: inout RenderedTree) throws {
    let texts = Set(stamped.paths + rendered.paths).filter { path in
      stamped[path]?.content.hasCarriageReturns ?? false || rendered[path]?.content.hasCarriageReturns ?? false
    }
    guard !texts.isEmpty else { return }
    var rules = AttributeRules()
    let folders = Set(texts.flatMap(\.folders)).sorted { ($0.parts.count, $0) < ($1.parts.count, $1) }
    for folder in folders {
      let path = folder.appending(".gitattributes".utf8)
      var file = rendered[path]?.content
      if let entry = try mirror.entry(at: path), entry.isRegularFile, entry.id != stamped[path]?.id.hex {
        file = try mirror.content(of: entry)
      }
      rules.add(file ?? [], in: folder.bytes.isEmpty ? "" : "\(folder)/")
    }
    guard !rules.isEmpty else { return }
    for path in texts {
      if let file = stamped[path] { stamped[path] = file.with(rules.added(file.content, at: path)) }
      if let file = rendered[path] { rendered[path] = file.with(rules.added(file.content, at: path)) }
    }
  }

  /// Gives both renders the line ends that the service's files have.
  func align(_ stamped: inout RenderedTree, _ rendered: inout RenderedTree) throws {
    for (path, old) in stamped.files {
      guard let new = rendered[path], !old.isSame(as: new), let ends = LineEnds(of: old.content),
        let entry = try mirror.entry(at: path), entry.isRegularFile, entry.id != old.id.hex,
        let wanted = LineEnds(of: try mirror.content(of: entry)), wanted != ends
      else { continue }
      stamped[path] = RenderedTree.File(content: wanted.applied(to: old.content), mode: old.mode)
      if LineEnds(of: new.content) == ends {
        rendered[path] = RenderedTree.File(content: wanted.applied(to: new.content), mode: new.mode)
      }
    }
  }
}

extension TreePath {
  /// The folders that it is in, with the root.
  fileprivate var folders: [TreePath] {
    [TreePath(bytes: [])]
      + bytes.indices.filter { bytes[$0] == UInt8(ascii: "/") }.map { TreePath(bytes: bytes[..<$0]) }
  }
}

extension RenderedTree.File {
  /// Returns it with other bytes, unless it is a link.
  fileprivate func with(_ content: [UInt8]) -> RenderedTree.File {
    mode == .link || content == self.content ? self : RenderedTree.File(content: content, mode: mode)
  }
}
