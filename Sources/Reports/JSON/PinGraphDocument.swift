import FleetCore

/// The document that `fleet submodules graph --json` prints.
public struct PinGraphDocument: Encodable {
  private let schema = 1
  private let command = "submodules graph"
  private let libraries: [String]
  private let unused: [String]
  private let uses: [Use]
  private let problems: [Problem]

  private struct Use: Encodable {
    let library: String?
    let url: String?
    let user: String
    let kind: String
    let path: String
    let pin: String
    let through: [String]
    let cycle: Bool
    let repeated: Bool
  }

  private struct Problem: Encodable {
    let name: String
    let message: String
  }

  public init(_ graph: PinGraph) {
    libraries = graph.libraries
    unused = graph.unused
    uses = graph.uses.map { use in
      Use(
        library: use.library, url: use.url, user: use.user.name, kind: use.user.isLibrary ? "library" : "service",
        path: use.path, pin: use.pin.description, through: use.through, cycle: use.isCycle, repeated: use.isRepeated)
    }
    problems = graph.problems.map { Problem(name: $0.name, message: $0.message) }
  }

  /// The document's text, ended by a line feed.
  public var text: String {
    get throws { try JSONDocument.text(of: self) }
  }
}
