import FleetTestSupport

/// A folder of its own in which the installed git is asked: the measure of what we read and resolve.
struct GitFolder {
  private let folder: TemporaryFolder
  private let git: GitProgram

  init() throws {
    folder = try TemporaryFolder()
    git = GitProgram(home: folder.path)
  }

  func callAsFunction(_ arguments: String...) throws -> TestProgram.Result {
    try git.answer(arguments, in: folder.path)
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    try folder.write(String(decoding: bytes, as: UTF8.self), to: name)
  }
}
