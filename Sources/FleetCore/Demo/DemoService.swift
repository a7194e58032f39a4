import Git

/// One service of the demo fleet.
struct DemoService {
  let name: String
  /// Text by path, as the service began.
  let files: [String: String]
  /// The libraries that it pins below `libs`.
  var libraries: [String] = []

  /// Three kinds of service: Django settings, Spring's `application.yml`, TypeScript's environments.
  static let all: [DemoService] = django + spring + typeScript

  /// The service's history: stamped, configured, libraries pinned, documented.
  func commits(pins: [String: ObjectID]) throws -> [DemoCommit] {
    let title = "# \(name)\n\nA service of the plumbing supplier.\n"
    var commits = [
      DemoCommit("Ada", "Stamp \(name) from the template", files.merging(["README.md": title]) { first, _ in first })
    ]
    if !libraries.isEmpty {
      let modules = libraries.map { "[submodule \"\($0)\"]\n\tpath = libs/\($0)\n\turl = ../\($0).git\n" }.joined()
      let links = Dictionary(
        uniqueKeysWithValues: libraries.compactMap { name in pins[name].map { ("libs/\(name)", $0) } })
      commits.append(DemoCommit("Grace", "Pin the API libraries", [".gitmodules": modules], pins: links))
    }
    commits.append(DemoCommit("Linus", "Say how to run the tests", ["README.md": title + "\nTests: see CI.\n"]))
    commits.append(DemoCommit("Ada", "Ignore caches", [".gitignore": "__pycache__/\n*.pyc\nnode_modules/\ntarget/\n"]))
    return commits
  }
}

/// One API library that services of the demo fleet pin.
struct DemoLibrary {
  let name: String
  let commits: [DemoCommit]

  static let all = ["stock-api", "users-api"].map { name in
    let package = name.replacing("-", with: "_")
    return DemoLibrary(
      name: name,
      commits: [
        DemoCommit("Grace", "Begin \(name)", ["\(package).py": "VERSION = \"1.0\"\n"]),
        DemoCommit("Grace", "Version 1.1", ["\(package).py": "VERSION = \"1.1\"\n"]),
      ])
  }
}
