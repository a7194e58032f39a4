/// The lossless editor of YAML 1.2 files.
struct YamlEditor: FormatEditor {
  func splices(in bytes: [UInt8], for request: EditRequest) throws(EditRefusal) -> EditResult {
    let plan = try YamlEdit(tree: YamlParser.parse(bytes), request: request).plan()
    return EditResult(splices: plan.splices, matchCount: plan.matchCount)
  }

  /// Reads the spliced bytes again and compares node by node: values, styles, anchors, tags and what aliases stand for.
  func verifiedSplices(in bytes: [UInt8], for request: EditRequest) throws(EditRefusal) -> EditResult {
    let tree = try YamlParser.parse(bytes)
    let plan = try YamlEdit(tree: tree, request: request).plan()
    let result = EditResult(splices: plan.splices, matchCount: plan.matchCount)
    guard !plan.splices.isEmpty else { return result }
    let edited: YamlTree
    do throws(EditRefusal) {
      edited = try YamlParser.parse(applying(plan.splices, to: bytes))
    } catch {
      throw EditRefusal(
        .verification, "after the edit of \(request.path.shown) the file can't be read: \(error.message)")
    }
    guard try YamlVerification(old: tree, new: edited, changes: plan.changes).isKept() else {
      throw EditRefusal(.verification, "the edit of \(request.path.shown) would change other data too")
    }
    return result
  }

  /// Returns each document's data; an alias is `.code("*name")`, since its value is data of another place.
  func data(of bytes: [UInt8]) throws(EditRefusal) -> [EditValue] {
    try YamlData(tree: YamlParser.parse(bytes), aliases: .asWritten).documents()
  }

  /// Follows the path as a reader sees the file: through aliases and merges.
  func values(
    in bytes: [UInt8], path: [PathStep], documents: EditRequest.Documents
  ) throws(EditRefusal) -> [EditValue] {
    let tree = try YamlParser.parse(bytes)
    let locator = YamlLocator(tree: tree, path: path, followsAliases: true)
    let chosen: [YamlDocument]
    switch documents {
    case .all: chosen = tree.documents
    case .index(let index): chosen = tree.documents.indices.contains(index) ? [tree.documents[index]] : []
    case .only:
      guard tree.documents.count == 1 else {
        throw EditRefusal(.ambiguous, "the file has \(tree.documents.count) documents, and none was chosen")
      }
      chosen = tree.documents
    }
    let data = YamlData(tree: tree, aliases: .resolved)
    var values: [EditValue] = []
    for document in chosen {
      for case .found(let place) in try locator.arrivals(from: YamlPlace(node: document.root, parents: [])) {
        values.append(try data.value(of: place.node))
      }
    }
    return values
  }
}
