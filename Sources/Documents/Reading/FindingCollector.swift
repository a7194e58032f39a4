/// Collects what the readers of one document find, so that all of it is reported at once.
///
/// A class, since the readers of a document's parts share it; it stays inside the function that reads the document.
public final class FindingCollector {
  private var collected: [Finding]
  private let unreadable: Set<Position>

  /// Starts with what reading the text found.
  public init(_ findings: [Finding] = []) {
    collected = findings
    unreadable = Set(findings.map(\.position))
  }

  public var isEmpty: Bool { collected.isEmpty }

  /// Everything found so far, sorted by position; what was found first stands first at one place.
  public var findings: [Finding] {
    collected.enumerated()
      .sorted { ($0.element.position, $0.offset) < ($1.element.position, $1.offset) }
      .map(\.element)
  }

  /// Adds a finding. That a value has the wrong type isn't worth saying where its text is at fault already.
  public func add(_ finding: Finding) {
    if finding.code == "type", unreadable.contains(finding.position) { return }
    collected.append(finding)
  }
}
