/// A lossless editor of one file format: it finds byte spans, and never writes a file anew.
protocol FormatEditor {
  /// Returns the splices that the request asks for, after checking that they change nothing but what the path names.
  func verifiedSplices(in bytes: [UInt8], for request: EditRequest) throws(EditRefusal) -> EditResult

  /// Returns the values that the path leads to, in the file's order; none where it leads nowhere.
  func values(
    in bytes: [UInt8], path: [PathStep], documents: EditRequest.Documents
  ) throws(EditRefusal) -> [EditValue]
}

/// An editor whose edits are checked by the file's data before and after.
protocol DataEditor: FormatEditor {
  /// What reading a file gives.
  associatedtype Document

  var format: FileFormat { get }

  func read(_ bytes: [UInt8]) throws(EditRefusal) -> Document

  /// Returns the splices that the request asks for, not verified yet.
  func splices(in document: Document, for request: EditRequest) throws(EditRefusal) -> EditResult

  /// Returns the file's data with everything that isn't data (comments, spacing, spelling) left out.
  func data(of document: Document) -> EditValue

  /// Returns the data of a file before and after an edit, for its check; what is surely the same in both, and not needed
  /// to follow the path, may be left out.
  func dataToCompare(_ old: Document, _ new: Document, along path: [PathStep]) -> (old: EditValue, new: EditValue)
}

extension DataEditor {
  func dataToCompare(_ old: Document, _ new: Document, along path: [PathStep]) -> (old: EditValue, new: EditValue) {
    (data(of: old), data(of: new))
  }
}

extension DataEditor {
  func verifiedSplices(in bytes: [UInt8], for request: EditRequest) throws(EditRefusal) -> EditResult {
    let old = try read(bytes)
    let result = try splices(in: old, for: request)
    guard !result.splices.isEmpty else { return result }
    let new: Document
    do throws(EditRefusal) {
      new = try read(applying(result.splices, to: bytes))
    } catch {
      throw EditRefusal(
        .verification, "after the edit of \(request.path.shown) the file can't be read: \(error.message)")
    }
    let data = dataToCompare(old, new, along: request.path)
    try DataVerification(request: request, format: format).check(old: data.old, new: data.new)
    return result
  }

  func values(
    in bytes: [UInt8], path: [PathStep], documents: EditRequest.Documents
  ) throws(EditRefusal) -> [EditValue] {
    if case .index(let index) = documents, index != 0 { return [] }
    var found: [EditValue] = []
    try data(of: read(bytes)).collect(path[...], in: format, into: &found)
    return found
  }
}

extension EditValue {
  /// Adds the values that a path leads to from here.
  fileprivate func collect(
    _ path: ArraySlice<PathStep>, in format: FileFormat, into found: inout [EditValue]
  ) throws(EditRefusal) {
    guard let step = path.first else {
      found.append(self)
      return
    }
    let rest = path.dropFirst()
    switch (step, self) {
    case (.key(let key), .object(let members)):
      let named = members.filter { $0.key.utf8.elementsEqual(key.utf8) }
      guard named.count <= 1 else { throw EditRefusal(.ambiguous, "the key \(key) is there \(named.count) times") }
      try named.first?.value.collect(rest, in: format, into: &found)
    case (.index(let index), .array(let items)):
      let position = index < 0 ? items.count + index : index
      if items.indices.contains(position) { try items[position].collect(rest, in: format, into: &found) }
    case (.matching(let wanted), .array(let items)):
      for item in items where item.hasAll(wanted, in: format) { try item.collect(rest, in: format, into: &found) }
    default:
      return
    }
  }
}
