import FleetCore

/// The table of `fleet submodules graph`: a row a use, and one for each library that nobody uses.
public struct PinGraphTable {
  private let graph: PinGraph

  public init(_ graph: PinGraph) {
    self.graph = graph
  }

  /// The table with a line of headings; empty where there is nothing to show.
  public var text: String { TextTable(rows: rows).text }

  /// Returns the table for a terminal so wide.
  public func text(fitting width: Int) -> String { TextTable(rows: rows).text(fitting: width) }

  private var rows: [[String]] {
    let uses = graph.uses.map { use in
      let notes = [use.isCycle ? "cycle" : "", use.isRepeated ? "more than once" : ""].filter { !$0.isEmpty }
      return [
        use.subject, use.user.name + (use.user.isLibrary ? " (library)" : ""), use.path, use.pin.short,
        use.through.isEmpty ? "-" : use.through.joined(separator: " > "), notes.joined(separator: ", "),
      ].map(\.showingControls)
    }
    let unused = graph.unused.map { [$0, "-", "-", "-", "-", "unused"] }
    let rows = (uses + unused).sorted { $0[0].utf8.lexicographicallyPrecedes($1[0].utf8) }
    return rows.isEmpty ? [] : [["LIBRARY", "USED BY", "PATH", "PIN", "THROUGH", "NOTE"]] + rows
  }

  /// One line for everything that could not be read.
  public var problems: String {
    graph.problems.map { "\($0.name): not asked: \($0.message)".showingControls + "\n" }.joined()
  }
}
