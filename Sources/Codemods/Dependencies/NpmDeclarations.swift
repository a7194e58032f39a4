import Edits
import Versions

/// Where npm's packages are declared: the tables of `package.json` that say what is installed.
///
/// `peerDependencies` are a promise to the package's users and no wish, so they are left alone.
enum NpmDeclarations {
  private static let tables = ["dependencies", "devDependencies", "optionalDependencies"]

  static func find(_ name: String, in bytes: [UInt8]) throws(EditRefusal) -> [Declaration] {
    var found: [Declaration] = []
    for table in tables {
      let path: [PathStep] = [.key(table), .key(name)]
      guard let value = try FileEditor.values(in: bytes, as: .json, path: path).first else { continue }
      guard case .string(let text) = value else {
        throw EditRefusal(.type, "\(path.shown) is \(value.shown), not a version")
      }
      found.append(declaration(path, text))
    }
    return found
  }

  private static func declaration(_ path: [PathStep], _ text: String) -> Declaration {
    let version = version(of: text)
    let place = Declaration.Place.value(path, text: text, 0..<text.utf8.count)
    let isRange = (try? NpmRange(text)) != nil
    return Declaration(
      place, specifier: text, version: version,
      obstacle: isRange ? nil : .init(kind: .type, message: "\(path.shown) is \(text), not a version"))
  }

  /// Returns the lowest version that a range allows.
  static func version(of specifier: String) -> String? {
    guard let range = try? NpmRange(specifier) else { return nil }
    let lowest = range.alternatives.compactMap { comparisons in
      comparisons.filter { [.atLeast, .above, .equal].contains($0.comparator) }.map(\.version).max()
    }
    guard lowest.count == range.alternatives.count, let version = lowest.min() else { return nil }
    let labels = version.labels.isEmpty ? "" : "-" + version.labels.joined(separator: ".")
    return "\(version.major).\(version.minor).\(version.patch)\(labels)"
  }
}
