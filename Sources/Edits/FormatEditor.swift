/// A lossless editor of one file format: it finds byte spans, and never writes a file anew.
protocol FormatEditor {
  /// Returns the splices that the request asks for; the caller verifies them.
  func splices(in bytes: [UInt8], for request: EditRequest) throws(EditRefusal) -> EditResult

  /// Returns the file's data with everything that isn't data (comments, spacing, spelling) left out, a value a document.
  func data(of bytes: [UInt8]) throws(EditRefusal) -> [EditValue]

  /// Returns the splices that the request asks for, after checking that they change nothing but what the path names.
  func verifiedSplices(in bytes: [UInt8], for request: EditRequest) throws(EditRefusal) -> EditResult

  /// Returns the values that the path leads to, in the file's order; none where it leads nowhere.
  func values(
    in bytes: [UInt8], path: [PathStep], documents: EditRequest.Documents
  ) throws(EditRefusal) -> [EditValue]
}

extension FormatEditor {
  /// Reads the spliced bytes again and compares the data of both.
  func verifiedSplices(in bytes: [UInt8], for request: EditRequest) throws(EditRefusal) -> EditResult {
    let result = try splices(in: bytes, for: request)
    guard !result.splices.isEmpty else { return result }
    let verification = DataVerification(request: request)
    let edited: [EditValue]
    do throws(EditRefusal) {
      edited = try data(of: applying(result.splices, to: bytes))
    } catch {
      throw EditRefusal(.verification, "the edited file can't be read: \(error.message)")
    }
    try verification.check(old: try data(of: bytes), new: edited)
    return result
  }

  /// Follows the path through the file's data.
  func values(
    in bytes: [UInt8], path: [PathStep], documents: EditRequest.Documents
  ) throws(EditRefusal) -> [EditValue] {
    let all = try data(of: bytes)
    var found: [EditValue] = []
    switch documents {
    case .all:
      for document in all { try document.collect(path[...], into: &found) }
    case .only:
      guard all.count <= 1 else {
        throw EditRefusal(.ambiguous, "the file has \(all.count) documents, and none was chosen")
      }
      try all.first?.collect(path[...], into: &found)
    case .index(let index):
      guard all.indices.contains(index) else { return [] }
      try all[index].collect(path[...], into: &found)
    }
    return found
  }
}

extension EditValue {
  /// Adds the values that a path leads to from here.
  fileprivate func collect(_ path: ArraySlice<PathStep>, into found: inout [EditValue]) throws(EditRefusal) {
    guard let step = path.first else {
      found.append(self)
      return
    }
    let rest = path.dropFirst()
    switch (step, self) {
    case (.key(let key), .object(let members)):
      let named = members.filter { $0.key.utf8.elementsEqual(key.utf8) }
      guard named.count <= 1 else { throw EditRefusal(.ambiguous, "the key \(key) is there \(named.count) times") }
      try named.first?.value.collect(rest, into: &found)
    case (.index(let index), .array(let items)):
      let position = index < 0 ? items.count + index : index
      if items.indices.contains(position) { try items[position].collect(rest, into: &found) }
    case (.matching(let wanted), .array(let items)):
      for item in items where item.hasAll(wanted) { try item.collect(rest, into: &found) }
    default:
      return
    }
  }
}
