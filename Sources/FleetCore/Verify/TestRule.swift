import Changes
import Foundation

/// One way to tell from a repository's files how its tests are run.
struct TestRule: Sendable {
  /// What the rule looks at, for reports.
  let origin: String
  let applies: @Sendable (any Snapshot) throws -> Bool
  let arguments: @Sendable (any Snapshot) throws -> [String]

  private init(
    _ origin: String, _ command: [String], when applies: @escaping @Sendable (any Snapshot) throws -> Bool
  ) {
    self.init(origin, when: applies) { _ in command }
  }

  private init(
    _ origin: String, when applies: @escaping @Sendable (any Snapshot) throws -> Bool,
    command: @escaping @Sendable (any Snapshot) throws -> [String]
  ) {
    self.origin = origin
    self.applies = applies
    self.arguments = command
  }

  /// In the order in which they are asked: what a team configured by hand comes before what a language's tool makes.
  static let all: [TestRule] = [
    TestRule("tox.ini", ["tox"]) { try has("tox.ini", in: $0) },
    TestRule("pytest's configuration", ["python3", "-m", "pytest"], when: isPytestProject),
    TestRule("manage.py", ["python3", "manage.py", "test"]) { try has("manage.py", in: $0) },
    TestRule("Python test files", ["python3", "-m", "unittest", "discover"], when: hasUnittestFiles),
    TestRule("package.json", ["npm", "test"]) { try hasTestScript(in: $0) },
    TestRule("pom.xml", when: { try has("pom.xml", in: $0) }) { snapshot in
      [try has("mvnw", in: snapshot) ? "./mvnw" : "mvn", "--batch-mode", "test"]
    },
    TestRule("Gradle's build file", when: isGradleProject) { snapshot in
      [try has("gradlew", in: snapshot) ? "./gradlew" : "gradle", "test"]
    },
    TestRule("go.mod", ["go", "test", "./..."]) { try has("go.mod", in: $0) },
    TestRule("Cargo.toml", ["cargo", "test"]) { try has("Cargo.toml", in: $0) },
    TestRule("Package.swift", ["swift", "test"]) { try has("Package.swift", in: $0) },
    TestRule("the makefile's target test", ["make", "test"], when: hasMakeTarget),
  ]

  private static func has(_ path: TreePath, in snapshot: any Snapshot) throws -> Bool {
    try snapshot.entry(at: path)?.isRegularFile ?? false
  }

  private static func text(_ path: TreePath, in snapshot: any Snapshot) throws -> String? {
    guard let entry = try snapshot.entry(at: path), entry.isRegularFile else { return nil }
    return String(decoding: try snapshot.content(of: entry), as: UTF8.self)
  }

  private static func isPytestProject(_ snapshot: any Snapshot) throws -> Bool {
    if try has("pytest.ini", in: snapshot) || has("conftest.py", in: snapshot) { return true }
    let markers: [(TreePath, String)] = [("pyproject.toml", "[tool.pytest"), ("setup.cfg", "[tool:pytest]")]
    return try markers.contains { path, marker in try text(path, in: snapshot)?.contains(marker) ?? false }
  }

  /// Whether `unittest discover` would find a file: `test*.py` at the root or in a package folder `tests` or `test`.
  private static func hasUnittestFiles(_ snapshot: any Snapshot) throws -> Bool {
    var isFound = false
    try snapshot.walk(
      descends: { path in !isFound && (path == "tests" || path == "test") },
      visit: { entry in
        let name = entry.path.name
        if entry.isRegularFile, name.starts(with: "test".utf8), name.reversed().starts(with: "yp.".utf8) {
          isFound = true
        }
      })
    return isFound
  }

  private static func hasTestScript(in snapshot: any Snapshot) throws -> Bool {
    guard let text = try text("package.json", in: snapshot) else { return false }
    // A package.json that isn't JSON has no test script that npm could run.
    let root = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let script = (root?["scripts"] as? [String: Any])?["test"] as? String
    // What `npm init` writes fails on purpose: a project with it has no tests.
    return script.map { !$0.contains("no test specified") } ?? false
  }

  private static func isGradleProject(_ snapshot: any Snapshot) throws -> Bool {
    try has("build.gradle", in: snapshot) || has("build.gradle.kts", in: snapshot)
  }

  private static func hasMakeTarget(_ snapshot: any Snapshot) throws -> Bool {
    let names: [TreePath] = ["GNUmakefile", "makefile", "Makefile"]
    guard let text = try names.lazy.compactMap({ try Self.text($0, in: snapshot) }).first else { return false }
    return text.split(whereSeparator: \.isNewline).contains { line in
      line.hasPrefix("test:") || line.hasPrefix("test ") && line.contains(":") && !line.contains(":=")
    }
  }
}
