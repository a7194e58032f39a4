import FleetCore

/// The graph in the language of Graphviz (https://graphviz.org/doc/info/lang.html): `dot -Tsvg` draws it.
///
/// Services are boxes, libraries ellipses; an arrow goes from whoever pins to what is pinned, under the short id.
public struct PinGraphDrawing {
  private let graph: PinGraph

  public init(_ graph: PinGraph) {
    self.graph = graph
  }

  private struct Edge: Hashable {
    let from: String
    let to: String
    let label: String
  }

  public var text: String {
    var nodes: [String: String] = [:]
    for library in graph.libraries { nodes["library \(library)"] = node("library", library, shape: "ellipse") }
    var edges: Set<Edge> = []
    for use in graph.uses {
      let owner =
        use.through.last.map { ("library", $0) } ?? (use.user.isLibrary ? "library" : "service", use.user.name)
      nodes["\(owner.0) \(owner.1)"] = node(owner.0, owner.1, shape: owner.0 == "service" ? "box" : "ellipse")
      nodes["library \(use.subject)"] = node("library", use.subject, shape: "ellipse")
      edges.insert(Edge(from: "\(owner.0) \(owner.1)", to: "library \(use.subject)", label: use.pin.short))
    }
    let nodeLines = nodes.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map(\.value)
    let edgeLines = edges.map { edge in
      "  \(quoted(edge.from)) -> \(quoted(edge.to)) [label=\(quoted(edge.label))];\n"
    }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return "digraph fleet {\n  rankdir=LR;\n" + (nodeLines + edgeLines).joined() + "}\n"
  }

  private func node(_ kind: String, _ name: String, shape: String) -> String {
    "  \(quoted("\(kind) \(name)")) [label=\(quoted(name)), shape=\(shape)];\n"
  }

  /// Only the double quote and the backslash mean something inside double quotes.
  private func quoted(_ text: String) -> String {
    let safe = text.showingControls.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\n", with: " ")
    return "\"\(safe)\""
  }
}
