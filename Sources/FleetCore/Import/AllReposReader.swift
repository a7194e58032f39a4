import Documents

/// Reads all-repos' `repos.json`, or the `all-repos.json` that names one.
struct AllReposReader {
  let file: String
  /// Returns the bytes of a file by its path relative to the list's folder.
  let content: (String) throws -> [UInt8]

  func read(_ bytes: [UInt8]) -> ImportList {
    let document = Document(reading: bytes, as: .json)
    if document.findings.isEmpty, let root = document.root, let source = root.member("source"),
      root.member("output_dir") != nil
    {
      return readConfiguration(root, source: source)
    }
    return readList(document, file: file)
  }

  /// Reads a mapping of names to URLs; a name may be a path.
  private func readList(_ document: Document, file: String) -> ImportList {
    var list = ImportList()
    let findings = FindingCollector(document.findings)
    let members = document.root.flatMap { Field($0, findings: findings).members() } ?? []
    for (key, field) in members {
      guard let url = field.nonEmptyText() else { continue }
      let place = "\(file):\(field.node.position.line)"
      list.services.append(ImportedService(name: pathParts(key).last ?? key, url: url, source: place))
    }
    list.problems = findings.findings.map { $0.line(in: file, .pointer) }
    return list
  }

  /// Only `all_repos.source.json_file` has its repositories in a file; other sources ask a server.
  private func readConfiguration(_ root: Node, source: Node) -> ImportList {
    let place = "\(file):\(source.position.line)"
    guard source.value == .string("all_repos.source.json_file"),
      case .string(let path)? = root.member("source_settings")?.member("filename")?.value
    else {
      let advice = "import the repos.json in all-repos' output folder"
      return ImportList(problems: ["\(place): the source \(source.shown) isn't a file of names and URLs; \(advice)"])
    }
    var list: ImportList
    do {
      list = readList(Document(reading: try content(path), as: .json), file: path)
    } catch {
      return ImportList(problems: ["\(place): could not read \(quoted(path)): \(printable("\(error)"))"])
    }
    for (key, neutral) in [("include", ["", ".*"]), ("exclude", ["", "^$"])] {
      guard let node = root.member(key) else { continue }
      if case .string(let pattern) = node.value, neutral.contains(pattern) { continue }
      list.problems.append("\(file):\(node.position.line): \(quoted(key)) isn't applied; choose with --select instead")
    }
    return list
  }
}
