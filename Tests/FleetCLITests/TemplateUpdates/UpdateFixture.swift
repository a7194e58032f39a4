import FleetTestSupport
import Foundation
import Templates

/// A template with commits, and services that were stamped from it, behind one git server.
struct UpdateFixture {
  static let branch = "fleet/template-update"

  let campaign: CampaignFixture
  let template: Remote
  /// The template's files at each commit, by its id.
  private(set) var revisions: [String: [String: FileContent]] = [:]
  private(set) var tip = ""
  private(set) var names: [String] = []

  static let files: [String: FileContent] = [
    "cookiecutter.json": #"{"name": "demo", "port": "8000", "license": ["MIT", "BSD"]}"#,
    "{{cookiecutter.name}}/README.md":
      "# {{ cookiecutter.name }}\n\nFirst\nSecond\nThird\nFourth\nFifth\nSixth\nSeventh\n",
    "{{cookiecutter.name}}/settings.py":
      "NAME = '{{ cookiecutter.name }}'\nPORT = {{ cookiecutter.port }}\nDEBUG = False\n",
    "{{cookiecutter.name}}/LICENSE": "{{ cookiecutter.license }}, {% now 'utc', '%Y' %}\n",
    "{{cookiecutter.name}}/key.txt": "{{ random_ascii_string(20) }}\n",
    "{{cookiecutter.name}}/run.sh": .executable("#!/bin/sh\nexec {{ cookiecutter.name }}\n"),
    "{{cookiecutter.name}}/logo.png": .file([0x89, 0x50, 0x4E, 0x47, 0, 1, 2, 3]),
    "{{cookiecutter.name}}/docs/guide.md": "One\nTwo\nThree\nFour\nFive\nSix\nSeven\nEight\n",
  ]

  init(files: [String: FileContent] = files) throws {
    campaign = try CampaignFixture()
    template = try campaign.remote("template", files: files)
    tip = try template.tip(of: "main") ?? ""
    revisions[tip] = files
  }

  /// Commits to the template.
  mutating func change(_ files: [String: FileContent], deleting: [String] = []) throws {
    let changed = (revisions[tip] ?? [:]).merging(files) { $1 }.filter { !deleting.contains($0.key) }
    tip = try template.commit(files, deleting: deleting)
    revisions[tip] = changed
  }

  var source: String { campaign.daemon.url("template.git") }

  /// Returns what a service's record says after it was stamped from a commit.
  func record(
    _ name: String, commit: String? = nil, answers: [String: String] = [:], stamp: String? = nil, skip: [String] = [],
    ref: String? = nil
  ) -> TemplateRecord {
    var values = AnswerMapping([("name", .string(name)), ("port", "8000"), ("license", "MIT")])
    for (key, value) in answers.sorted(by: { $0.key < $1.key }) { values[key] = .string(value) }
    return TemplateRecord(
      source: source, ref: ref, commit: commit ?? tip, directory: nil, answers: values,
      time: Instant(seconds: 1_500_000_000),
      seed: "seed of \(name)", ranHooks: false, engine: "0.1.0", stamp: stamp, skip: skip)
  }

  /// Renders a commit of the template as a record says.
  func rendered(_ record: TemplateRecord, at commit: String) throws -> [String: FileContent] {
    var tree = FileTree()
    for (path, content) in revisions[commit] ?? [:] {
      switch content {
      case .file(let bytes): tree.setFile(.init(path), bytes)
      case .executable(let text): tree.setFile(.init(path), Array(text.utf8), permissions: 0o755)
      case .link, .submodule: throw TestSupportError("templates of tests have plain files")
      }
    }
    let template = try ProjectTemplate(tree)
    let stamping = Stamping(
      template, answers: try record.answers(to: template.variables), inputs: record.inputs, runsHooks: false)
    let entries = try stamping.rendered().files.tree.gitEntries.map { entry -> (String, FileContent) in
      let text = String(decoding: entry.content, as: UTF8.self)
      return (entry.path.description, entry.mode == .executable ? .executable(text) : .file(entry.content))
    }
    return Dictionary(uniqueKeysWithValues: entries)
  }

  /// Makes the remote of a service that was stamped from the template's tip.
  @discardableResult
  mutating func stamp(_ name: String, record given: TemplateRecord? = nil) throws -> Remote {
    let record = given ?? record(name)
    let files = try rendered(record, at: tip).merging([TemplateRecord.path: .text(record.text)]) { $1 }
    names.append(name)
    return try campaign.remote(name, files: files)
  }

  func writeManifest(extra: String = "") throws {
    try campaign.writeManifest(
      names, extra: "templates:\n  - name: service\n    url: \(source)\n\(extra)")
  }

  /// Updates all services and returns the document.
  func update(_ options: String...) throws -> (document: CampaignDocument, exitCode: Int32) {
    try campaign.report(["template", "update", "--yes", "--no-test"] + options)
  }

  /// Updates the only service.
  func updated(_ options: String...) throws -> CampaignDocument.Repository {
    let (document, exitCode) = try campaign.report(["template", "update", "--yes", "--no-test"] + options)
    guard let result = document.repositories.first, document.repositories.count == 1 else {
      throw TestSupportError("exit \(exitCode): \(document)")
    }
    return result
  }
}

extension Remote {
  /// The commit that a service's record names.
  func recordedCommit(on revision: String) throws -> String? {
    guard let text = try file(TemplateRecord.path, on: revision) else { return nil }
    return try TemplateRecord(reading: Array(text.utf8)).commit
  }
}
