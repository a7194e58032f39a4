/// The trees of files that are named already.
struct PackedTree {
  /// The root's tree.
  let id: ObjectID
  /// All trees, those inside first.
  private(set) var objects: [PackedObject] = []

  /// - Parameter entries: sorted by path, each path once, none of them the folder of another.
  init(_ entries: [TreeEntryRecord]) throws(GitError) {
    var objects: [PackedObject] = []
    id = try PackedTree.add(entries[...], from: 0, to: &objects)
    self.objects = objects
  }

  /// Adds the tree of a folder, whose path is the first `start` bytes of all its entries, and those in it.
  ///
  /// Sorted paths are in the order of trees, in which a folder is compared as if its name ended with a slash.
  private static func add(
    _ entries: ArraySlice<TreeEntryRecord>, from start: Int, to objects: inout [PackedObject]
  ) throws(GitError) -> ObjectID {
    var content: [UInt8] = []
    var rest = entries
    while let entry = rest.first {
      let path = entry.pathBytes[start...]
      guard let slash = path.firstIndex(of: UInt8(ascii: "/")) else {
        append(entry.mode, path, entry.id, to: &content)
        rest = rest.dropFirst()
        continue
      }
      let name = path[..<slash]
      let inside = rest.prefix { $0.pathBytes.count > slash && $0.pathBytes[start...slash] == path[...slash] }
      append(0o40000, name, try add(inside, from: slash + 1, to: &objects), to: &content)
      rest = rest.dropFirst(inside.count)
    }
    let tree = try PackedObject(.tree, content)
    objects.append(tree)
    return tree.id
  }

  private static func append(_ mode: UInt32, _ name: ArraySlice<UInt8>, _ id: ObjectID, to content: inout [UInt8]) {
    content += Array(String(mode, radix: 8).utf8) + [UInt8(ascii: " ")]
    content += name
    content.append(0)
    content += id.bytes
  }
}
