import Changes
import Documents
import Git
import Patterns
import Submodules
import Templates

/// Answers the clauses of a condition from one service's mirror.
struct MirrorFacts {
  let service: Service
  let snapshot: MirrorSnapshot
  let libraries: [Library]
  let templates: [TemplateSource]

  /// Returns whether a clause holds; the cheapest way to know is taken, and what decided ends the reading.
  func holds(_ clause: ConditionClause) throws(GitError) -> Bool {
    if let known = clause.holds(for: service) { return known }
    switch clause.kind {
    case .name, .tag: return false
    case .file(let glob): return try hasFile(glob)
    case .contains(let search, let glob): return try contains(search, in: glob)
    case .pins(let library): return try pins(library)
    case .branch(let glob): return try hasBranch(glob)
    case .template(let name): return try isStamped(from: name)
    }
  }

  private func hasFile(_ glob: Glob) throws(GitError) -> Bool {
    if let path = glob.literalPath {
      let entry = try snapshot.repository.entry(at: path, in: snapshot.tree)
      return entry.map { $0.mode != FileMode.submodule.rawValue } ?? false
    }
    var isFound = false
    try reading {
      try snapshot.walk(descends: { !isFound && glob.couldMatchInside($0.bytes) }) { entry in
        isFound = isFound || entry.mode != .submodule && glob.matches(entry.path.bytes)
      }
    }
    return isFound
  }

  private func contains(_ search: ContentSearch, in glob: Glob?) throws(GitError) -> Bool {
    if let path = glob?.literalPath {
      guard let file = try snapshot.repository.entry(at: path, in: snapshot.tree), file.isRegularFile
      else { return false }
      return try search.isFound(in: file, of: snapshot)
    }
    var isFound = false
    try snapshot.files(descends: { glob?.couldMatchInside($0) ?? true }) { (file) throws(GitError) in
      if glob?.matches(file.pathBytes) ?? true { isFound = try search.isFound(in: file, of: snapshot) }
      return !isFound
    }
    return isFound
  }

  /// Whether a declared submodule leads to the library, by whatever spelling of its URL.
  private func pins(_ name: String) throws(GitError) -> Bool {
    guard let library = libraries.first(where: { $0.name == name }),
      try snapshot.repository.entry(at: GitModules.path.bytes, in: snapshot.tree) != nil
    else { return false }
    let wanted = try RemoteIdentity(parsing: library.url)
    let pins = try reading { try RecordedPins.read(snapshot: snapshot).pins }
    return pins.contains { pin in
      // A URL that leads nowhere, or somewhere else than it says, leads to no library.
      guard let url = try? pin.resolvedURL(against: service.url) else { return false }
      return (try? RemoteIdentity(parsing: url)) == wanted
    }
  }

  private func hasBranch(_ glob: Glob) throws(GitError) -> Bool {
    let prefix = "refs/heads/"
    if let name = glob.literalPath {
      return try snapshot.repository.reference(prefix + String(decoding: name, as: UTF8.self)) != nil
    }
    return try snapshot.repository.references(prefix: prefix).contains {
      glob.matches(String($0.name.dropFirst(prefix.count)))
    }
  }

  /// Whether the service's record names the template: by its source as it was named, by the address that the manifest
  /// gives the name, or by the last part of the template's folder or address.
  private func isStamped(from name: String) throws(GitError) -> Bool {
    let path = Array(TemplateRecord.path.utf8)
    guard let file = try snapshot.repository.entry(at: path, in: snapshot.tree), file.isRegularFile
    else { return false }
    let record = try templateRecord(try snapshot.repository.blob(file.id))
    let (source, directory) = (record.source, record.directory)
    if source == name || Self.lastPart(of: directory ?? source) == name { return true }
    return templates.contains { template in
      guard template.name == name, (template.directory ?? "") == (directory ?? "") else { return false }
      switch template.location {
      case .folder(let path): return path == source
      case .repository(let remote):
        // A source that is no address is none of the manifest's.
        return (try? RemoteLocation(source, relativeTo: "/"))?.isSameRepository(as: remote) ?? false
      }
    }
  }

  /// - Throws: where the record can't be read: then nobody knows which template it is.
  private func templateRecord(_ bytes: [UInt8]) throws(GitError) -> TemplateRecord {
    do {
      return try TemplateRecord(reading: bytes)
    } catch {
      let reason = (error as? InvalidDocument)?.findings.first?.message ?? "\(error)"
      throw GitError(
        operation: "", kind: .unsupported, message: "\(TemplateRecord.path) can't be read: \(reason)",
        hint: "mend the file, or leave the service out")
    }
  }

  private static func lastPart(of path: String) -> String {
    let last = path.split(whereSeparator: { $0 == "/" || $0 == ":" }).last.map(String.init) ?? ""
    return last.hasSuffix(".git") ? String(last.dropLast(4)) : last
  }

  private func reading<Value>(_ work: () throws -> Value) throws(GitError) -> Value {
    do {
      return try work()
    } catch let error as GitError {
      throw error
    } catch {
      throw GitError(operation: "read \(service.name)", kind: .other, message: "\(error)")
    }
  }
}
