/// What a first step of an operation looks like, and a test of it; values are JSON.
struct ScaffoldExample {
  typealias Members = [(key: String, json: String)]

  let testName: String
  let step: Members
  let test: Members

  private init(_ testName: String, _ step: Members, _ test: Members) {
    self.testName = testName
    self.step = step
    self.test = test
  }

  private init(
    _ testName: String, _ step: Members, before: String = "{}", after: String
  ) {
    self.init(testName, step, [("before", before), ("after", after)])
  }

  /// Nil for `use`.
  init?(_ kind: OperationKind) {
    switch kind {
    case .set, .delete, .rename, .append: self = Self.value(kind)
    case .replace, .rewrite: self = Self.text(kind)
    case .bump, .image: self = Self.version(kind)
    case .create, .remove, .move, .copy, .mode: self = Self.file(kind)
    case .run:
      self = ScaffoldExample(
        "programs are not run in tests",
        [("command", #"["sh", "-c", "sort -u -o CODEOWNERS CODEOWNERS"]"#), ("writes", #""CODEOWNERS""#)],
        [("before", #"{"CODEOWNERS": "b\na\n"}"#), ("unchanged", "true")])
    case .use: return nil
    }
  }

  private static func value(_ kind: OperationKind) -> ScaffoldExample {
    let files = (key: "files", json: #""config/*.json""#)
    switch kind {
    case .delete:
      return ScaffoldExample(
        "takes it out", [files, ("path", #"["server", "debug"]"#), ("missing", #""skip""#)],
        before: #"{"config/app.json": "{\"server\": {\"debug\": true, \"port\": 80}}\n"}"#,
        after: #"{"config/app.json": "{\"server\": {\"port\": 80}}\n"}"#)
    case .rename:
      return ScaffoldExample(
        "renames it", [files, ("path", #"["server", "time-out"]"#), ("to", #""timeout""#)],
        before: #"{"config/app.json": "{\"server\": {\"time-out\": 30}}\n"}"#,
        after: #"{"config/app.json": "{\"server\": {\"timeout\": 30}}\n"}"#)
    case .append:
      return ScaffoldExample(
        "adds it at the end", [files, ("path", #"["server", "hosts"]"#), ("value", #""b.example.com""#)],
        before: #"{"config/app.json": "{\"server\": {\"hosts\": [\"a.example.com\"]}}\n"}"#,
        after: #"{"config/app.json": "{\"server\": {\"hosts\": [\"a.example.com\", \"b.example.com\"]}}\n"}"#)
    default:
      return ScaffoldExample(
        "sets it", [files, ("path", #"["server", "timeout"]"#), ("value", "60")],
        before: #"{"config/app.json": "{\"server\": {\"timeout\": 30}}\n"}"#,
        after: #"{"config/app.json": "{\"server\": {\"timeout\": 60}}\n"}"#)
    }
  }

  private static func text(_ kind: OperationKind) -> ScaffoldExample {
    if kind == .rewrite {
      return ScaffoldExample(
        "rewrites the call",
        [
          ("files", #""**/*.py""#), ("language", #""python""#), ("pattern", #""old_call($ARG)""#),
          ("rewrite", #""new_call($ARG)""#),
        ],
        before: #"{"app.py": "x = old_call(1)  # old_call(2)\n"}"#,
        after: #"{"app.py": "x = new_call(1)  # old_call(2)\n"}"#)
    }
    return ScaffoldExample(
      "replaces it",
      [("files", #""**/*.md""#), ("text", #""http://docs.example.com""#), ("with", #""https://docs.example.com""#)],
      before: #"{"README.md": "See http://docs.example.com/start\n"}"#,
      after: #"{"README.md": "See https://docs.example.com/start\n"}"#)
  }

  private static func version(_ kind: OperationKind) -> ScaffoldExample {
    if kind == .image {
      return ScaffoldExample(
        "changes the tag", [("name", #""python""#), ("tag", #""3.12-slim""#)],
        before: #"{"Dockerfile": "FROM python:3.8-slim AS build\n"}"#,
        after: #"{"Dockerfile": "FROM python:3.12-slim AS build\n"}"#)
    }
    return ScaffoldExample(
      "raises the version",
      [("ecosystem", #""pip""#), ("name", #""requests""#), ("from", #""<2.32""#), ("to", #""2.32.3""#)],
      before: #"{"requirements.txt": "requests==2.20.0  # http\n"}"#,
      after: #"{"requirements.txt": "requests==2.32.3  # http\n"}"#)
  }

  private static func file(_ kind: OperationKind) -> ScaffoldExample {
    switch kind {
    case .remove:
      return ScaffoldExample(
        "removes it", [("file", #"".travis.yml""#), ("missing", #""skip""#)],
        before: #"{".travis.yml": "language: python\n"}"#, after: #"{".travis.yml": null}"#)
    case .move:
      return ScaffoldExample(
        "moves it", [("from", #""README""#), ("to", #""README.md""#)],
        before: ##"{"README": "# a service\n"}"##, after: ##"{"README": null, "README.md": "# a service\n"}"##)
    case .copy:
      return ScaffoldExample(
        "copies it", [("from", #"".env.example""#), ("to", #"".env.test""#)],
        before: #"{".env.example": "DEBUG=1\n"}"#, after: #"{".env.test": "DEBUG=1\n"}"#)
    case .mode:
      return ScaffoldExample(
        "keeps its content", [("file", #""run.sh""#), ("mode", #""755""#)],
        before: #"{"run.sh": "exec server\n"}"#, after: #"{"run.sh": "exec server\n"}"#)
    default:
      return ScaffoldExample(
        "makes it", [("file", #"".github/CODEOWNERS""#), ("content", #""* @{{service.name}}-team\n""#)],
        after: #"{".github/CODEOWNERS": "* @test-service-team\n"}"#)
    }
  }
}
