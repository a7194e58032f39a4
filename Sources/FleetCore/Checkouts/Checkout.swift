import Foundation
import Git
import Submodules

/// The working folder of one remote where its tests and programs run: kept from run to run, with its ignored files, so that
/// `.tox`, `node_modules` and build caches stay warm.
struct Checkout: Sendable {
  /// The folder with the files.
  let folder: String
  /// The folder with everything that belongs to the checkout.
  let base: String
  /// The folder with git's data.
  var gitFolder: String { base + "/git" }
  /// The folder with the git data of submodules.
  var modulesFolder: String { base + "/modules" }
  /// Whoever uses the checkout has this file locked.
  var lockFile: String { base + "/lock" }
  /// The list of files that a codemod's program is told of.
  var fileList: String { base + "/files" }

  /// - Parameter checkouts: the folder that holds all checkouts.
  init(of mirror: Mirror, in checkouts: String) {
    self.init(in: "\(checkouts)/\(mirror.name)")
  }

  /// - Parameter base: a folder of its own.
  init(in base: String) {
    self.base = base
    folder = base + "/work"
  }

  /// Where the program that runs in the checkout is noted.
  var mark: ProgramMark { ProgramMark(path: base + "/program") }

  /// Waits until nobody else uses the checkout. It is ours as long as the lock that is returned lives.
  ///
  /// A program that a killed run left behind in it is ended.
  func lock(limit: Duration, cancellation: Cancellation) throws(GitError) -> FileLock {
    do {
      try FileManager.default.createDirectory(atPath: base, withIntermediateDirectories: true)
    } catch {
      throw GitError(operation: "make \(base)", kind: .other, message: error.localizedDescription)
    }
    let lock = try FileLock(at: lockFile, limit: limit, cancellation: cancellation)
    mark.endLeftOver()
    for folder in gitFolders { LeftLocks(gitFolder: folder).remove() }
    return lock
  }

  /// The git folder, and those of submodules that are there.
  private var gitFolders: [String] {
    // Without a folder of modules there are none.
    let modules = (try? FileManager.default.contentsOfDirectory(atPath: modulesFolder)) ?? []
    return [gitFolder] + modules.map { "\(modulesFolder)/\($0)" }
  }

  /// Makes the files those of `tree`, which is in the git folder `mirror`, with `head` as the commit that programs see; only
  /// what differs is written.
  ///
  /// - Returns: the submodules of the tree, whose folders are there and still hold what they held.
  func prepare(_ tree: ObjectID, head: ObjectID, from mirror: String) throws(GitError) -> [Pin] {
    let repository = try Repository(openingBare: mirror)
    let report = try WorkingFolder(at: folder, gitFolder: gitFolder, mirror: repository).checkOut(tree, head: head)
    guard !report.submodules.isEmpty else { return [] }
    do {
      return try RecordedPins.read(snapshot: MirrorSnapshot(repository, tree: tree)).pins
    } catch {
      throw GitError(operation: "read the submodules in \(folder)", kind: .other, message: "\(error)")
    }
  }

  /// Writes the files as they are now as a tree into the git folder `mirror` and returns its id.
  func tree(in mirror: String) throws(GitError) -> ObjectID {
    let repository = try Repository(openingBare: mirror)
    return try WorkingFolder(at: folder, gitFolder: gitFolder, mirror: repository).writeTree()
  }
}
