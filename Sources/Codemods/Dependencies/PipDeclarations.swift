import Edits
import Versions

/// Where Python's packages are declared: requirements files, `setup.cfg` and `pyproject.toml`.
enum PipDeclarations {
  static func find(_ name: String, in bytes: [UInt8], fileName: String) throws(EditRefusal) -> [Declaration] {
    let name = Requirement.normalized(name)
    let lower = fileName.lowercased()
    if lower.hasSuffix(".toml") { return try findInProject(name, bytes) }
    let all =
      lower.hasSuffix(".cfg")
      ? RequirementsFile.requirements(inSetupFile: bytes) : RequirementsFile.requirements(in: bytes)
    return all.filter { $0.normalizedName == name }.map { requirement in
      let text = String(decoding: bytes[requirement.specifier], as: UTF8.self)
      return declaration(requirement, .bytes(requirement.specifier), text, offset: requirement.offset)
    }
  }

  private static func declaration(
    _ requirement: Requirement, _ place: Declaration.Place, _ specifier: String, offset: Int?
  ) -> Declaration {
    var obstacle: Declaration.Obstacle?
    if requirement.hasURL {
      obstacle = .init(kind: .type, message: "\(requirement.name) comes from a URL, not by its version")
    } else if requirement.hasHashes {
      obstacle = .init(
        kind: .hashes,
        message: "\(requirement.name) is pinned with --hash, and the hashes of another version aren't known")
    }
    return Declaration(
      place, specifier: specifier, version: version(of: specifier), obstacle: obstacle, offset: offset)
  }

  // MARK: pyproject.toml

  /// The lists of requirements (PEP 621, PEP 735, PEP 518) and Poetry's tables.
  private static func findInProject(_ name: String, _ bytes: [UInt8]) throws(EditRefusal) -> [Declaration] {
    var found: [Declaration] = []
    for path: [PathStep] in [[.key("project"), .key("dependencies")], [.key("build-system"), .key("requires")]] {
      found += try findInList(name, bytes, path)
    }
    for path: [PathStep] in [[.key("project"), .key("optional-dependencies")], [.key("dependency-groups")]] {
      for key in try keys(at: path, bytes) { found += try findInList(name, bytes, path + [.key(key)]) }
    }
    let poetry: [PathStep] = [.key("tool"), .key("poetry")]
    found += try findInTable(name, bytes, poetry + [.key("dependencies")])
    found += try findInTable(name, bytes, poetry + [.key("dev-dependencies")])
    for group in try keys(at: poetry + [.key("group")], bytes) {
      found += try findInTable(name, bytes, poetry + [.key("group"), .key(group), .key("dependencies")])
    }
    return found
  }

  private static func findInList(
    _ name: String, _ bytes: [UInt8], _ path: [PathStep]
  ) throws(EditRefusal) -> [Declaration] {
    guard case .array(let items)? = try FileEditor.values(in: bytes, as: .toml, path: path).first else { return [] }
    return items.enumerated().compactMap { index, item in
      guard case .string(let text) = item, let requirement = RequirementsFile.requirement(in: text),
        requirement.normalizedName == name
      else { return nil }
      let specifier = String(decoding: Array(text.utf8)[requirement.specifier], as: UTF8.self)
      return declaration(
        requirement, .value(path + [.index(index)], text: text, requirement.specifier), specifier, offset: nil)
    }
  }

  private static func findInTable(
    _ name: String, _ bytes: [UInt8], _ path: [PathStep]
  ) throws(EditRefusal) -> [Declaration] {
    guard case .object(let members)? = try FileEditor.values(in: bytes, as: .toml, path: path).first else { return [] }
    return members.filter { Requirement.normalized($0.key) == name }.map { member in
      let place = path + [.key(member.key)]
      switch member.value {
      case .string(let text): return poetryDeclaration(place, text)
      case .object(let inner):
        if case .string(let text)? = inner.first(where: { $0.key == "version" })?.value {
          return poetryDeclaration(place + [.key("version")], text)
        }
        fallthrough
      default:
        return Declaration(
          .value(place, text: "", 0..<0), specifier: "", version: nil,
          obstacle: .init(kind: .type, message: "\(member.key) has no version"))
      }
    }
  }

  private static func poetryDeclaration(_ path: [PathStep], _ text: String) -> Declaration {
    Declaration(.value(path, text: text, 0..<text.utf8.count), specifier: text, version: version(of: text))
  }

  private static func keys(at path: [PathStep], _ bytes: [UInt8]) throws(EditRefusal) -> [String] {
    guard case .object(let members)? = try FileEditor.values(in: bytes, as: .toml, path: path).first else { return [] }
    return members.map(\.key)
  }

  // MARK: Specifiers

  /// Returns the version that is pinned, else the highest lower bound.
  static func version(of specifier: String) -> String? {
    // Poetry's `^2.1`, `~2.1` and `2.1` have a lowest version too.
    let poetry = specifier.drop { $0 == "^" || $0 == "~" }
    if !specifier.hasPrefix("~="), PipVersion(String(poetry)) != nil { return String(poetry) }
    guard let range = try? PipRange(specifier) else { return nil }
    let lower = range.clauses.filter { [.identical, .equal, .compatible, .atLeast, .above].contains($0.comparator) }
    return lower.max { $0.version < $1.version }.map {
      $0.isPrefix ? String($0.text.dropLast(2)) : $0.text
    }
  }

  /// Keeps the comparison and the spaces of one that pins a single version; a version alone is pinned with `==`.
  static func specifier(for target: String, replacing old: String) -> String {
    let comparators = PipRange.Clause.Comparator.allCases.map(\.rawValue) + ["^", "~"]
    let isBare = PipVersion(target) != nil
    guard let comparator = comparators.first(where: { old.hasPrefix($0) }), !old.contains(",") else {
      let isPoetryVersion = PipVersion(old) != nil
      return isBare && !isPoetryVersion ? "==\(target)" : target
    }
    let version = old.dropFirst(comparator.count).drop { $0 == " " }
    let start = old[..<version.startIndex]
    if isBare {
      return ["==", "~=", ">=", "^", "~"].contains(comparator) ? String(start) + target : "==\(target)"
    }
    let comparatorOfTarget = comparators.first { target.hasPrefix($0) }
    guard comparatorOfTarget == comparator, !target.contains(",") else { return target }
    return String(start + target.dropFirst(comparator.count).drop { $0 == " " })
  }
}
