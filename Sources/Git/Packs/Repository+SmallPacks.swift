import Clibgit2
import Foundation

extension Repository {
  /// Puts the objects of the small packs into one and removes those, where there are many: for mirrors only, which can be
  /// fetched anew, since nothing waits for the disk here.
  ///
  /// Each fetch and each push brings a pack, and for an object that isn't there every one of them is opened. Whoever reads the
  /// repository meanwhile and misses a pack looks for new ones, libgit2 as well as git.
  public func mergeSmallPacks() throws(GitError) {
    let packs = try smallPacks()
    guard packs.count > SmallPack.limit else { return }
    let operation = "merge the packs of \(path)"
    var ids: Set<ObjectID> = []
    for pack in packs { ids.formUnion(try pack.ids()) }
    let objects = try withObjectDatabase { (database) throws(GitError) in
      try ids.sorted().map { (id) throws(GitError) in try PackedObject(id, in: database, operation: operation) }
    }
    let merged = PackFile(objects)
    try merged.write(into: "\(path)/objects/pack")
    // Where the others hold nothing new, it is one of them.
    for pack in packs where pack.name != merged.name { pack.remove() }
  }

  private func smallPacks() throws(GitError) -> [SmallPack] {
    let folder = "\(path)/objects/pack"
    let names = Set(FolderNames.of(folder) ?? [])
    guard names.count > 2 * SmallPack.limit else { return [] }
    return names.filter { $0.hasSuffix(".idx") }.sorted().compactMap { name in
      let name = String(name.dropLast(".idx".count))
      // Somebody wants that one to stay.
      guard !names.contains("\(name).keep") else { return nil }
      return SmallPack(name, in: folder, suffixes: SmallPack.suffixes.filter { names.contains(name + $0) })
    }
  }
}

private struct SmallPack {
  /// So many may lie beside each other.
  static let limit = 32
  /// Of larger ones there are few, and to write them anew takes long.
  private static let byteLimit = 1 << 18
  /// The index goes first: a pack without one is none.
  static let suffixes = [".idx", ".rev", ".bitmap", ".mtimes", ".pack"]

  let name: String
  private let path: String
  private let suffixes: [String]

  init?(_ name: String, in folder: String, suffixes: [String]) {
    let path = "\(folder)/\(name)"
    var status = stat()
    guard lstat(path + ".pack", &status) == 0, status.st_size <= SmallPack.byteLimit else { return nil }
    (self.name, self.path) = (name, path)
    self.suffixes = suffixes
  }

  /// Returns the objects in it, by its index (gitformat-pack(5), version 2).
  func ids() throws(GitError) -> [ObjectID] {
    guard let index = FileManager.default.contents(atPath: path + ".idx"), index.count >= 1032,
      index.prefix(8).elementsEqual([0xFF, 0x74, 0x4F, 0x63, 0, 0, 0, 2])
    else { throw unreadable }
    let count = index[1028..<1032].reduce(0) { $0 << 8 | Int($1) }
    guard index.count >= 1032 + 20 * count else { throw unreadable }
    return (0..<count).compactMap { ObjectID(bytes: index[(1032 + 20 * $0)..<(1052 + 20 * $0)]) }
  }

  func remove() {
    for suffix in suffixes { unlink(path + suffix) }
  }

  private var unreadable: GitError {
    GitError(operation: "read \(path).idx", kind: .corrupt, message: "it isn't the index of a pack")
  }
}
