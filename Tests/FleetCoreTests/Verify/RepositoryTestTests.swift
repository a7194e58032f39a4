import Changes
import FleetTestSupport
import Testing

@testable import FleetCore

struct RepositoryTestTests {
  private func detected(_ files: [String: String]) throws -> [String]? {
    let folder = try TemporaryFolder()
    for (path, text) in files { try folder.write(text, to: path) }
    return try RepositoryTest.detected(in: FolderSnapshot(folder: folder.path))?.arguments
  }

  @Test(arguments: [
    (["tox.ini": "", "pytest.ini": ""], ["tox"]),
    (["pytest.ini": "", "manage.py": ""], ["python3", "-m", "pytest"]),
    (["conftest.py": ""], ["python3", "-m", "pytest"]),
    (["pyproject.toml": "[tool.pytest.ini_options]\n"], ["python3", "-m", "pytest"]),
    (["setup.cfg": "[tool:pytest]\n"], ["python3", "-m", "pytest"]),
    (["manage.py": ""], ["python3", "manage.py", "test"]),
    (["tests/test_a.py": ""], ["python3", "-m", "unittest", "discover"]),
    (["test_a.py": ""], ["python3", "-m", "unittest", "discover"]),
    (["package.json": #"{"scripts": {"test": "jest"}}"#], ["npm", "test"]),
    (["pom.xml": ""], ["mvn", "--batch-mode", "test"]),
    (["pom.xml": "", "mvnw": ""], ["./mvnw", "--batch-mode", "test"]),
    (["build.gradle.kts": "", "gradlew": ""], ["./gradlew", "test"]),
    (["go.mod": ""], ["go", "test", "./..."]),
    (["Cargo.toml": ""], ["cargo", "test"]),
    (["Package.swift": ""], ["swift", "test"]),
    (["Makefile": "all:\n\ntest: all\n\ttrue\n"], ["make", "test"]),
  ])
  func theFilesAtTheRootTell(files: [String: String], expected: [String]) throws {
    #expect(try detected(files) == expected)
  }

  @Test(arguments: [
    [:], ["README.md": "test: it"], ["pyproject.toml": "[tool.black]\n"], ["src/test_a.py": ""], ["package.json": "{"],
    ["package.json": #"{"scripts": {"test": "echo \"Error: no test specified\" && exit 1"}}"#],
    ["Makefile": "test := 1\nall:\n"], ["sub/tox.ini": ""],
  ])
  func withoutThemThereAreNoTests(files: [String: String]) throws {
    #expect(try detected(files) == nil)
  }
}
