import Documents

extension Codemod {
  /// Reads a codemod file, the files that it uses, and everything in them; throws all that is wrong at once.
  ///
  /// The extension of `file` tells JSON from YAML. `read` returns a file's bytes: it is asked for `file`, then for the
  /// files that `use` steps name, whose paths are relative to the file that names them.
  public static func load(_ file: String, reading read: (String) throws -> [UInt8]) throws -> Codemod {
    let bytes = try read(file)
    return try load(bytes, from: file, reading: read)
  }

  /// Reads a codemod from bytes that are there already.
  public static func load(
    _ bytes: [UInt8], from file: String, reading read: (String) throws -> [UInt8]
  ) throws(CodemodErrors) -> Codemod {
    try withoutActuallyEscaping(read) { (read) throws(CodemodErrors) -> Codemod in
      let loader = CodemodLoader(read: read)
      let codemod = loader.codemod(from: bytes, file: file)
      guard loader.findings.isEmpty, let codemod else { throw CodemodErrors(findings: loader.findings) }
      let problems = codemod.problemsWithDefaults()
      if !problems.isEmpty { throw CodemodErrors(findings: problems) }
      return codemod
    }
  }
}

/// Reads a codemod and those that it uses. Lives as long as one `load`.
final class CodemodLoader {
  private(set) var findings: [CodemodErrors.Located] = []
  private let read: (String) throws -> [UInt8]
  /// The files that are being read, each because of the one before it.
  private var open: [String] = []
  /// What was read for `use` steps; nil where something is wrong with it, which is said once.
  private var used: [String: Codemod?] = [:]
  private static let deepestUse = 16

  init(read: @escaping (String) throws -> [UInt8]) {
    self.read = read
  }

  /// Returns the codemod in `bytes`, or nil after it has added what is wrong.
  func codemod(from bytes: [UInt8], file: String) -> Codemod? {
    open.append(file)
    defer { open.removeLast() }
    let document = Document(reading: bytes, as: DocumentFormat(fileName: file))
    let collector = FindingCollector(document.findings)
    let place = findings.count
    let codemod = document.root.flatMap { root in
      CodemodReader(file: file, findings: collector, loader: self).codemod(Field(root, findings: collector))
    }
    findings.insert(
      contentsOf: collector.findings.withoutConsequences.map { CodemodErrors.Located(file: file, finding: $0) },
      at: place)
    return collector.isEmpty ? codemod : nil
  }

  /// Returns the codemod that a `use` step names, or nil after it has reported why there is none.
  func codemod(usedBy file: String, _ field: Field) -> Codemod? {
    guard let target = field.nonEmptyText() else { return nil }
    let path = CodemodLoader.path(target, besides: file)
    if let codemod = used[path] { return codemod }
    if open.contains(path) {
      field.report("cycle", "a codemod can't use itself: \((open + [path]).joined(separator: " uses "))")
      return nil
    }
    if open.count >= CodemodLoader.deepestUse {
      field.report("cycle", "codemods use one another deeper than \(CodemodLoader.deepestUse)")
      return nil
    }
    let bytes: [UInt8]
    do { bytes = try read(path) } catch {
      field.report("missing-file", "could not read \(quoted(path)): \(error)")
      return nil
    }
    let codemod = codemod(from: bytes, file: path)
    used[path] = .some(codemod)
    return codemod
  }

  /// Returns a path that is relative to another file's folder, with `.` and `..` taken out.
  private static func path(_ target: String, besides file: String) -> String {
    if target.hasPrefix("/") { return target }
    var parts = file.split(separator: "/", omittingEmptySubsequences: false).map(String.init).dropLast()
    for part in target.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != "..", !last.isEmpty {
        parts.removeLast()
      } else {
        parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }
}

extension [Finding] {
  /// Without the keys that are missing only because they are misspelt: that they are misspelt says enough.
  fileprivate var withoutConsequences: [Finding] {
    let misspelt = filter { $0.code == "unknown-key" && $0.suggestion != nil }
    return filter { finding in
      finding.code != "missing-key"
        || !misspelt.contains { other in
          other.path.dropLast() == finding.path[...] && finding.message.contains(quoted(other.suggestion ?? ""))
        }
    }
  }
}
