import Documents

/// Reads vcstool's `.repos`: `repositories`, each with `type`, `url` and perhaps `version`.
///
/// A version becomes the branch; whether it is one or a tag, the file doesn't say. A commit's id can't be a branch.
func readVCSTool(_ bytes: [UInt8], file: String) -> ImportList {
  let document = Document(reading: bytes, as: .yaml)
  let findings = FindingCollector(document.findings)
  var list = ImportList()
  if let root = document.root.map({ Field($0, findings: findings) }), findings.isEmpty,
    let repositories = root.mapping("a .repos file", keys: ["repositories"])?.required("repositories")
  {
    for (key, field) in repositories.members() ?? [] {
      guard let service = readRepository(key, field, file: file) else { continue }
      list.services.append(service)
    }
  }
  list.problems = findings.findings.map { $0.line(in: file, .dotted) }
  return list
}

private func readRepository(_ key: String, _ field: Field, file: String) -> ImportedService? {
  guard let members = field.mapping("a repository", keys: ["type", "url", "version"]) else { return nil }
  let type = members.required("type")?.text()
  let url = members.required("url")?.nonEmptyText()
  guard let type, let url else { return nil }
  guard type == "git" else {
    members.optional("type")?.report("value", "only git repositories are taken over, this is \(quoted(type))")
    return nil
  }
  // A version such as 2.10 is a number to YAML, and a branch's name to vcstool.
  var branch: String?
  switch members.optional("version")?.node.value {
  case .string(let text), .number(let text): branch = text
  case nil, .null: break
  default: members.optional("version")?.reportType("text")
  }
  if let version = branch {
    let isCommit = version.utf8.count == 40 && version.utf8.allSatisfy { Unicode.Scalar($0).properties.isASCIIHexDigit }
    if isCommit {
      members.optional("version")?.report("value", "a commit isn't a branch; the service is taken over without one")
      branch = nil
    } else if let problem = branchNameProblem(version) {
      members.optional("version")?.report("value", "not taken over as a branch: \(problem)")
      branch = nil
    }
  }
  return ImportedService(
    name: pathParts(key).last ?? key, url: url, branch: branch, source: "\(file):\(field.node.position.line)")
}
