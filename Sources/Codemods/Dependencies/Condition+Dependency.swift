import Changes
import Edits
import Patterns
import Versions

extension Condition {
  /// Returns why a package isn't declared with a version in the range, in words; nil where it is.
  func dependencyFailure<Base: Snapshot>(
    _ ecosystem: Ecosystem, _ name: InterpolatedText, _ range: LateText<VersionRange>?, in tree: WorkingTree<Base>,
    _ scope: Scope
  ) throws -> String? {
    let name = name.filled(in: scope)
    let wanted = try range?.value(in: scope)
    var found: String?
    for path in try tree.usualFiles(of: ecosystem) {
      guard let file = try tree.textFile(at: path) else { continue }
      for declaration in try ecosystem.declarations(of: name, in: file.bytes, at: path) {
        guard let wanted else { return nil }
        if let version = declaration.version, wanted.contains(version) { return nil }
        found =
          found ?? "\(path) has \(name) \(declaration.specifier.isEmpty ? "in any version" : declaration.specifier)"
      }
    }
    let files = ecosystem.usualFiles.joined(separator: ", ")
    let range = range.map { ", not \($0.text.filled(in: scope))" } ?? ""
    return found.map { $0 + range } ?? "no \(name) in \(files)"
  }
}

extension Ecosystem {
  /// Returns where a file declares a package; refuses with the file's place where it can't be read.
  func declarations(of name: String, in bytes: [UInt8], at path: TreePath) throws -> [Declaration] {
    do throws(EditRefusal) {
      return try declarations(of: name, in: bytes, fileName: String(decoding: path.name, as: UTF8.self))
    } catch {
      throw Refusal(error, in: path, bytes: bytes)
    }
  }
}

extension WorkingTree {
  /// Returns the files at the root that declare an ecosystem's packages, sorted.
  func usualFiles(of ecosystem: Ecosystem) throws -> [TreePath] {
    let globs = Glob.usual(ecosystem.usualFiles)
    var paths = Set(changed.filter { $0.value != nil }.map(\.key))
    try base.walk(
      descends: { _ in false },
      visit: { entry in
        if entry.isRegularFile, changed[entry.path] == nil { paths.insert(entry.path) }
      })
    return paths.filter { path in path.isSafe && globs.contains { $0.matches(path.bytes) } }.sorted()
  }
}
