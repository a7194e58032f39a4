import FleetTestSupport
import Foundation
import Git

/// A remote that serves as the mirror too, and a working folder beside it.
struct FolderFixture {
  let remote: Remote

  init(_ files: [String: FileContent]) throws {
    remote = try Remote(files: files)
  }

  var path: String { "\(remote.folder.path)/work/files" }
  var gitFolder: String { "\(remote.folder.path)/work/git" }

  func mirror() throws -> Repository { try Repository(openingBare: remote.path) }

  func folder(of mirror: borrowing Repository) throws -> WorkingFolder {
    try WorkingFolder(at: path, gitFolder: gitFolder, mirror: mirror)
  }

  /// Opens the folder anew and checks out a branch's tip.
  @discardableResult
  func checkOut(_ branch: String = "main") throws -> CheckoutReport {
    let mirror = try mirror()
    return try folder(of: mirror).checkOut(try remote.id(of: branch))
  }

  func writeTree() throws -> ObjectID {
    let mirror = try mirror()
    return try folder(of: mirror).writeTree()
  }

  /// The tree of a branch's tip.
  func tree(_ branch: String = "main") throws -> ObjectID {
    try mirror().tree(of: remote.id(of: branch))
  }

  /// Runs a shell script in the folder, as a test program would.
  func run(_ script: String) throws {
    let result = try TestProgram.run(
      "/bin/sh", ["-ec", script], environment: remote.git.environment, folder: path)
    guard result.status == 0 else { throw TestSupportError("\(script): \(result.stderr)") }
  }

  func text(_ file: String) -> String? {
    FileManager.default.contents(atPath: "\(path)/\(file)").map { String(decoding: $0, as: UTF8.self) }
  }

  /// Every path in the folder that isn't a folder, sorted, without the `.git` file.
  func paths() -> [String] {
    var paths: [String] = []
    guard let entries = FileManager.default.enumerator(atPath: path) else { return [] }
    for case let entry as String in entries where entry != ".git" {
      var status = stat()
      guard lstat("\(path)/\(entry)", &status) == 0, status.st_mode & S_IFMT != S_IFDIR else { continue }
      paths.append(entry)
    }
    return paths.sorted()
  }
}
