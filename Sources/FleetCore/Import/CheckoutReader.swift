import Documents

/// Finds the repositories in a folder and where each comes from, without running git.
public struct CheckoutReader: Sendable {
  private let access: FolderAccess

  public init(_ access: FolderAccess = .disk) {
    self.access = access
  }

  /// Returns the repositories at most `depth` folders below an absolute path, or the folder itself if it is one, sorted
  /// by path. A bare repository without an origin is where it comes from itself.
  ///
  /// Doesn't look inside repositories, into hidden folders, or through links.
  public func read(_ folder: String, depth: Int = 1) -> ImportList {
    var list = ImportList()
    search(joinedPath("/", folder), depth: depth, into: &list)
    if list.services.isEmpty, list.problems.isEmpty {
      list.problems.append("\(printable(folder)): no repositories found")
    }
    return list
  }

  private func search(_ folder: String, depth: Int, into list: inout ImportList) {
    do {
      let entries = try access.entries(folder)
      if let repository = try repository(at: folder, entries: entries) {
        add(repository, at: folder, to: &list)
      } else if depth > 0 {
        let folders = entries.filter { $0.value == .folder && $0.key.utf8.first != UInt8(ascii: ".") }.keys
        for name in folders.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
          search(joinedPath(folder, "./" + name), depth: depth - 1, into: &list)
        }
      }
    } catch {
      list.problems.append("\(printable(folder)): could not be read: \(printable("\(error)"))")
    }
  }

  private struct Repository {
    let isBare: Bool
    /// Nil where there is no configuration file.
    let configuration: GitConfigurationText?
  }

  private func repository(at folder: String, entries: [String: FolderAccess.Kind]) throws -> Repository? {
    if entries[".git"] == .folder {
      return try repository(gitFolder: joinedPath(folder, ".git"), isBare: false)
    }
    if entries[".git"] == .file {
      // Submodules and worktrees have a file that names the folder (gitrepository-layout(5)).
      let line = textLines(try access.content(joinedPath(folder, ".git"))).first ?? ""
      guard line.utf8.starts(with: "gitdir:".utf8) else { return nil }
      let path = line.unicodeScalars.dropFirst("gitdir:".count).drop { $0 == " " }
      return try repository(gitFolder: joinedPath(folder, String(path)), isBare: false)
    }
    if entries["HEAD"] == .file, entries["objects"] == .folder, entries["refs"] == .folder {
      return try repository(gitFolder: folder, isBare: true)
    }
    return nil
  }

  private func repository(gitFolder: String, isBare: Bool) throws -> Repository {
    var entries = try access.entries(gitFolder)
    var folder = gitFolder
    // A worktree's own folder names the one that it shares with the others.
    if entries["commondir"] == .file {
      let path = textLines(try access.content(joinedPath(gitFolder, "commondir"))).first ?? ""
      folder = joinedPath(gitFolder, path)
      entries = try access.entries(folder)
    }
    guard entries["config"] == .file else { return Repository(isBare: isBare, configuration: nil) }
    let bytes = try access.content(joinedPath(folder, "config"))
    return Repository(isBare: isBare, configuration: GitConfigurationText(bytes))
  }

  private func add(_ repository: Repository, at folder: String, to list: inout ImportList) {
    let last = pathParts(folder).last ?? ""
    let name = last.utf8.count > 4 && last.hasSuffix(".git") ? String(last.dropLast(4)) : last
    guard let origin = repository.configuration?.value("remote", "origin", "url") else {
      if repository.isBare {
        list.services.append(ImportedService(name: name, url: folder, source: folder))
      } else {
        list.problems.append("\(printable(folder)): has no remote called \"origin\"")
      }
      return
    }
    do {
      let location = try RemoteLocation(origin, relativeTo: folder)
      list.services.append(ImportedService(name: name, url: location.url, source: folder))
    } catch {
      list.problems.append("\(printable(folder)): the address of \"origin\" \(error.message)")
    }
  }
}
