import FleetTestSupport
import Foundation

/// A fleet of real remotes behind a git server, with a manifest and a codemod, in folders of its own.
struct CampaignFixture: Sendable {
  static let settings =
    "import os\n\nDATABASES = {\n    'default': {\n        'OPTIONS': {'timeout': 30},  # s\n    },\n}\n"
  static let changedSettings = settings.replacing("30", with: "60")
  /// Passes whatever the settings say, as long as they can be read.
  static let passingTest = """
    import unittest
    from main import settings

    class SettingsTest(unittest.TestCase):
        def test_timeout(self):
            self.assertIn('timeout', settings.DATABASES['default']['OPTIONS'])

    """

  /// Passes only as long as nobody changes the timeout.
  static let testThatWantsThirty = """
    import unittest
    from main import settings

    class SettingsTest(unittest.TestCase):
        def test_timeout(self):
            self.assertEqual(settings.DATABASES['default']['OPTIONS']['timeout'], 30)

    """

  let remotes: TemporaryFolder
  let work: TemporaryFolder
  let daemon: GitDaemon
  var fleet: FleetProgram

  init(onConnection: @escaping @Sendable (Int) -> Void = { _ in }) throws {
    remotes = try TemporaryFolder()
    work = try TemporaryFolder()
    daemon = try GitDaemon(serving: remotes.path, onConnection: onConnection)
    fleet = try FleetProgram()
    try work.write(Self.codemod, to: "bump-timeout.json")
  }

  static let codemod = """
    {
      "fleet": 1,
      "name": "bump-timeout",
      "parameters": {"seconds": {"type": "integer", "default": 60}},
      "where": {"exists": "main/settings.py"},
      "steps": [
        {"op": "set", "files": "main/settings.py",
         "path": ["DATABASES", "default", "OPTIONS", "timeout"], "value": {"param": "seconds"}}
      ],
      "commit": {"message": "Raise the timeout of {{service.name}} to {{seconds}} s"}
    }

    """

  /// Makes the remote of one service.
  @discardableResult
  func remote(_ name: String, files: [String: FileContent]) throws -> Remote {
    try Remote(files: files, name: "\(name).git", in: remotes)
  }

  /// Makes the remote of a Django service with tests that pass.
  @discardableResult
  func service(_ name: String, settings: String = settings, test: String = passingTest) throws -> Remote {
    try remote(
      name,
      files: [
        "main/__init__.py": "", "main/settings.py": .text(settings), "test_settings.py": .text(test),
        "README.md": "# a service\n",
      ])
  }

  /// Writes a manifest that names these services at the server.
  func writeManifest(_ names: [String], extra: String = "", urls: [String: String] = [:]) throws {
    let entries = names.map { name in "  - name: \(name)\n    url: \(urls[name] ?? daemon.url("\(name).git"))\n" }
      .joined()
    try work.write("name: plumbing\n\(extra)services:\n\(entries)", to: "fleet.yaml")
  }

  func run(_ arguments: String...) throws -> TestProgram.Result {
    try fleet.run(arguments, in: work.path)
  }

  /// Runs a command with `--json` and returns its document.
  func report(_ arguments: String...) throws -> (document: CampaignDocument, exitCode: Int32) {
    try report(arguments)
  }

  /// Runs a command with `--json` and returns its document.
  func report(_ arguments: [String]) throws -> (document: CampaignDocument, exitCode: Int32) {
    let result = try fleet.run(arguments + ["--json"], in: work.path)
    do {
      return (try JSONDecoder().decode(CampaignDocument.self, from: Data(result.stdout)), result.status)
    } catch {
      throw TestSupportError("no document: exit \(result.status): \(result.text)\(result.stderr)")
    }
  }
}

/// What `--json` prints of a campaign.
struct CampaignDocument: Decodable, Sendable {
  struct Repository: Decodable, Equatable, Sendable {
    let service: String
    let outcome: String
    let kind: String?
    let stage: String?
    let message: String?
    let conflicts: [String]?
    let branch: String?
    let base: String?
    let commit: String?
    let log: String?
    let diff: String?
    let engine: String?
    let engineReason: String?
  }

  let schema: Int
  let command: String
  let campaign: String?
  let repositories: [Repository]
  let summary: [String: Int]

  /// The outcome of a service with its kind or stage, such as `failed(push)`.
  func outcome(of service: String) -> String? {
    guard let entry = self[service] else { return nil }
    switch entry.outcome {
    case "refused": return "refused(\(entry.kind ?? ""))"
    case "failed": return "failed(\(entry.stage ?? ""))"
    default: return entry.outcome
    }
  }

  subscript(service: String) -> Repository? { repositories.first { $0.service == service } }
}
