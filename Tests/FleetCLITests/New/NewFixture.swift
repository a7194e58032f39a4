import FleetTestSupport
import Foundation

/// A place to stamp projects in, and a template with a hook.
struct NewFixture {
  let fleet: FleetProgram
  let work: TemporaryFolder

  static let files: [String: String] = [
    "cookiecutter.json": #"{"name": "Demo", "db": ["postgres", "sqlite"], "__slug": "{{ cookiecutter.name|lower }}"}"#,
    "{{cookiecutter.__slug}}/README.md":
      "{{ cookiecutter.name }} {{ cookiecutter.db }} {% now 'local', '%Y-%m-%d' %} {{ random_ascii_string(12) }}\n",
    "{{cookiecutter.__slug}}/src/main.py": "NAME = '{{ cookiecutter.name }}'\n",
  ]

  init() throws {
    fleet = try FleetProgram()
    work = try TemporaryFolder()
    try writeTemplate(Self.files)
  }

  func writeTemplate(_ files: [String: String], to folder: String = "template") throws {
    for (path, text) in files { try work.write(text, to: "\(folder)/\(path)") }
  }

  /// A remote with a template in it, served over `git://`.
  func remoteTemplate(_ files: [String: String] = [:]) throws -> (remote: Remote, daemon: GitDaemon) {
    let all = Self.files.merging(files) { $1 }
    let remote = try Remote(files: all.mapValues { .text($0) }, name: "template.git")
    return (remote, try GitDaemon(remote))
  }

  @discardableResult
  func run(_ arguments: String...) throws -> TestProgram.Result {
    try fleet.run(arguments, in: work.path)
  }

  /// Runs the program, which has to succeed.
  @discardableResult
  func stamp(_ arguments: String...) throws -> TestProgram.Result {
    let result = try fleet.run(["new"] + arguments, in: work.path)
    guard result.status == 0 else { throw TestSupportError("exit \(result.status): \(result.stderr)") }
    return result
  }

  @discardableResult
  func git(_ arguments: String..., in folder: String = "demo") throws -> String {
    try GitProgram(home: fleet.home.path).run(arguments, in: "\(work.path)/\(folder)")
  }

  /// What lies in the working folder besides the template.
  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: work.path).filter { $0 != "template" }.sorted()
  }
}
