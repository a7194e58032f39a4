import Clibgit2
import Foundation

/// The places in which two trees differ, found by going down only where they do.
///
/// libgit2 compares trees by walking through all of both (1.5), which is most of the work on a repository with hundreds of
/// folders; told the places, it reads only the folders that lead there.
struct ChangedPlaces {
  /// Beyond so many, being told saves nothing.
  static let limit = 256

  /// Paths of files, and of folders that only one side has.
  private(set) var paths: [[UInt8]] = []
  private var folders: [(old: ObjectID, new: ObjectID, prefix: [UInt8])] = []

  /// Finds them; nil where there are too many, or where git wouldn't write such trees.
  static func between(
    _ old: OpaquePointer, _ new: OpaquePointer, in repository: borrowing Repository
  ) throws(GitError) -> ChangedPlaces? {
    var places = ChangedPlaces()
    guard places.compare(old, new, below: []) else { return nil }
    var readCount = 0
    while let folder = places.folders.popLast() {
      readCount += 1
      guard readCount <= limit else { return nil }
      let old = try repository.openTree(folder.old)
      defer { git_tree_free(old) }
      let new = try repository.openTree(folder.new)
      defer { git_tree_free(new) }
      guard places.compare(old, new, below: folder.prefix) else { return nil }
    }
    return places.paths.isEmpty || !places.paths.allSatisfy(isLiteral) ? nil : places
  }

  /// Whether libgit2 takes a path for nothing but itself: of submodules it reads even these as patterns.
  private static func isLiteral(_ path: [UInt8]) -> Bool {
    path.allSatisfy { $0 > 0x20 && !special.contains($0) }
  }

  private static let special = Set("!#*?[\\".utf8)

  /// Compares two folders' entries, which git keeps in order; folders that differ are left for later.
  ///
  /// - Returns: false where there are too many differences, or the entries aren't as git writes them.
  private mutating func compare(_ old: OpaquePointer, _ new: OpaquePointer, below prefix: [UInt8]) -> Bool {
    var (left, right) = (EntryCursor(old), EntryCursor(new))
    while left.entry != nil || right.entry != nil {
      let order =
        switch (left.entry, right.entry) {
        case (let left?, let right?): left.order(to: right)
        case (nil, _): 1
        case (_, nil): -1
        }
      guard let name = (order <= 0 ? left : right).entry?.name else { return false }
      if order != 0 {
        paths.append(prefix + name)
      } else if let first = left.entry, let second = right.entry, first.id != second.id || first.mode != second.mode {
        if first.isTree {
          folders.append((first.id, second.id, prefix + name + [UInt8(ascii: "/")]))
        } else {
          paths.append(prefix + name)
        }
      }
      guard paths.count <= Self.limit, order > 0 || left.advance(), order < 0 || right.advance() else { return false }
    }
    return true
  }
}

/// Goes through a tree's entries.
private struct EntryCursor {
  struct Entry {
    let pointer: OpaquePointer
    let mode: UInt32
    let text: UnsafePointer<CChar>

    init?(_ pointer: OpaquePointer) {
      guard let text = git_tree_entry_name(pointer) else { return nil }
      self.pointer = pointer
      self.text = text
      mode = git_tree_entry_filemode_raw(pointer).rawValue
    }

    var isTree: Bool { git_tree_entry_type(pointer) == GIT_OBJECT_TREE }
    var id: ObjectID { ObjectID(git_tree_entry_id(pointer).pointee) }
    var name: [UInt8] { Array(UnsafeRawBufferPointer(start: text, count: strlen(text))) }
    /// Whether git would write it: with a slash, or nothing, in it the name would mean another place.
    var isPlain: Bool { text.pointee != 0 && strchr(text, Int32(UInt8(ascii: "/"))) == nil }

    /// Less than 0, 0 or more: git's order, in which a folder's name ends with a slash.
    func order(to other: Entry) -> Int {
      var place = 0
      while text[place] != 0, text[place] == other.text[place] { place += 1 }
      return Int(byte(at: place)) - Int(other.byte(at: place))
    }

    private func byte(at place: Int) -> UInt8 {
      text[place] == 0 && isTree ? UInt8(ascii: "/") : UInt8(bitPattern: text[place])
    }
  }

  private let tree: OpaquePointer
  private let count: Int
  private var index = 0
  /// Nil behind the last one.
  private(set) var entry: Entry?

  init(_ tree: OpaquePointer) {
    self.tree = tree
    count = git_tree_entrycount(tree)
    entry = git_tree_entry_byindex(tree, 0).flatMap(Entry.init)
  }

  /// Goes on; false where the entries aren't as git writes them.
  mutating func advance() -> Bool {
    guard let last = entry, last.isPlain else { return false }
    index += 1
    guard index < count else {
      entry = nil
      return true
    }
    entry = git_tree_entry_byindex(tree, index).flatMap(Entry.init)
    return entry.map { last.order(to: $0) < 0 } ?? false
  }
}
