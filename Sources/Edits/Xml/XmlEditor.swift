/// The lossless editor of XML: Maven's `pom.xml`, project files of .NET and their like.
///
/// A path starts with the root's name and goes on by names, with or without their prefix; `@name` is an attribute.
/// Elements of the same name beside one another are a list. Values are text.
struct XmlEditor: FormatEditor {
  func verifiedSplices(in bytes: [UInt8], for request: EditRequest) throws(EditRefusal) -> EditResult {
    let document = try XmlReader.read(XmlText.source(bytes))
    let plan = try XmlEdit(document: document, request: request).plan()
    guard !plan.splices.isEmpty else { return EditResult(splices: [], matchCount: plan.matchCount) }
    let edited: XmlDocument
    do throws(EditRefusal) {
      edited = try XmlReader.read(XmlText.source(applying(plan.splices, to: bytes)))
    } catch {
      throw EditRefusal(
        .verification, "after the edit of \(request.path.shown) the file can't be read: \(error.message)")
    }
    try plan.check(old: document, new: edited, path: request.path)
    return EditResult(splices: plan.splices, matchCount: plan.matchCount)
  }

  func values(
    in bytes: [UInt8], path: [PathStep], documents: EditRequest.Documents
  ) throws(EditRefusal) -> [EditValue] {
    if case .index(let index) = documents, index != 0 { return [] }
    let document = try XmlReader.read(XmlText.source(bytes))
    return try XmlLocator(document: document, path: path).arrivals().compactMap { arrival in
      switch arrival {
      case .elements(let group):
        group.count == 1 ? document.data(of: group[0]) : .array(group.map { document.data(of: $0) })
      case .attribute(let element, let position):
        .string(document.text(of: document.events[document.elements[element].attributes[position].event]))
      case .missing: nil
      }
    }
  }
}
