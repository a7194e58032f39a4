import Clibgit2

/// What a fetch wants of what a remote advertises.
struct FetchPlan {
  /// The local references and where they are to be, in the order of the refspecs.
  private(set) var targets: [(name: String, id: ObjectID, isForced: Bool)] = []
  /// Every object that is wanted, the references' and those named by their ids.
  private(set) var wanted: Set<ObjectID> = []
  private var names: Set<String> = []

  mutating func add(_ refspec: borrowing Refspec, from advertised: [RemoteReference]) throws(GitError) {
    if let id = refspec.exactID {
      wanted.insert(id)
      if !refspec.destination.isEmpty { addTarget(refspec.destination, id, isForced: refspec.isForced) }
      return
    }
    var isMatched = false
    for reference in advertised where refspec.matches(reference.name) {
      isMatched = true
      let destination = try refspec.destination(for: reference.name)
      // What a server sends as a name is not trusted: one that git wouldn't write is left alone, as git does.
      if let destination, !FetchPlan.isValidName(destination) { continue }
      wanted.insert(reference.id)
      if let destination { addTarget(destination, reference.id, isForced: refspec.isForced) }
      if !refspec.isPattern { break }
    }
    guard isMatched || refspec.isPattern else {
      throw GitError(
        operation: "fetch \(refspec.text)", kind: .notFound, message: "the remote has no \(refspec.source)")
    }
  }

  /// The first refspec that names a reference decides about it.
  private mutating func addTarget(_ name: String, _ id: ObjectID, isForced: Bool) {
    if names.insert(name).inserted { targets.append((name, id, isForced)) }
  }

  /// Whether the fetch sets a reference of that name.
  func sets(_ name: String) -> Bool { names.contains(name) }

  private static func isValidName(_ name: String) -> Bool {
    var isValid: Int32 = 0
    return git_reference_name_is_valid(&isValid, name) == 0 && isValid == 1
  }
}
