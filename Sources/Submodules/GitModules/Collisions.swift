/// Two entries that can't both be true, or not on every file system.
struct Collision {
  let code: SubmoduleFinding.Code
  /// Index of the entry that the message is about: the later or the inner one.
  let subject: Int
  /// Indexes of the entries that are refused.
  let refused: [Int]
  let message: String
}

/// Finds names, or paths, that are equal, equal but for case, or inside one another.
enum Collisions {
  /// Returns the collisions among names or paths, one text an entry.
  ///
  /// Empty and overlong ones are left out, since a rule of their own refuses them.
  static func find(_ texts: [[UInt8]], called word: String) -> [Collision] {
    var collisions: [Collision] = []
    var firstIndex: [FoldedText: Int] = [:]
    let indexes = texts.indices.filter { !texts[$0].isEmpty && texts[$0].count <= EntryRules.lengthLimit }
    for index in indexes {
      let folded = FoldedText(texts[index])
      guard let first = firstIndex[folded] else {
        firstIndex[folded] = index
        continue
      }
      // Names that are the same are one entry, so this can only be a path.
      let isSame = texts[first] == texts[index]
      let message =
        isSame
        ? "the \(word) \(shown(texts[index])) is declared more than once"
        : "the \(word)s \(shown(texts[first])) and \(shown(texts[index])) are one on file systems without case"
      let code: SubmoduleFinding.Code = isSame ? .duplicatePath : .caseCollision
      collisions.append(Collision(code: code, subject: index, refused: [first, index], message: message))
    }
    for index in indexes {
      // The inner one's folder would be written inside the outer one's (CVE-2019-1387, and for paths git's index).
      guard let outer = FoldedText.foldersAbove(texts[index]).compactMap({ firstIndex[$0] }).first else { continue }
      let message =
        "the \(word) \(shown(texts[index])) is inside the \(word) \(shown(texts[outer])) of another submodule"
      collisions.append(Collision(code: .nested, subject: index, refused: [index], message: message))
    }
    return collisions
  }
}

/// A name or path as file systems compare it that know no case and hold é as one or two code points to be the same.
///
/// Swift's strings compare by canonical equivalence, which is what is wanted here and nowhere else.
struct FoldedText: Hashable {
  private let text: String

  init(_ bytes: some Collection<UInt8>) {
    if let valid = String(validating: bytes, as: UTF8.self) {
      text = valid.lowercased()
    } else {
      // Bytes that aren't UTF-8 are kept apart by a mark that no path has.
      text = "\0" + String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0.asciiLowercased) }))
    }
  }

  /// Returns the folders that a path is in, the outermost first.
  static func foldersAbove(_ path: [UInt8]) -> [FoldedText] {
    path.indices.filter { path[$0] == .slash && $0 > 0 }.map { FoldedText(path[..<$0]) }
  }
}
