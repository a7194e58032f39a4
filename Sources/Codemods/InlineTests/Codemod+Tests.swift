import Changes
import Documents
import Edits

extension Codemod {
  /// Runs the tests of the file in memory, in their order; `where`, `run` steps and formatters take no part.
  ///
  /// `host` searches for `rewrite` steps, which are refused without one.
  public func runTests(searchingWith host: (any ProgramHost)? = nil) -> [InlineTestResult] {
    tests.map { test in
      do throws(ArgumentErrors) {
        return test.result(of: try self.change(with: test.parameters), SearchOnly(host: host))
      } catch {
        return InlineTestResult(name: test.name, problems: error.problems, differences: [])
      }
    }
  }
}

extension InlineTest {
  fileprivate func result(of change: CodemodChange, _ host: SearchOnly) -> InlineTestResult {
    let snapshot = MemorySnapshot(before)
    // A name that says where it comes from, should a text show it.
    let service = ServiceFacts(name: "test-service", branch: "main")
    let plan: ChangePlan
    do {
      plan = try change.plan(
        snapshot, for: service, programs: .init(host: host, runTwice: false), ignoresWhere: true
      ).plan
    } catch {
      return failed("\(error)")
    }
    switch (expectation, plan) {
    case (.unchanged, .unchanged), (.unchanged, .notApplicable): return failed()
    case (.unchanged, .edits(let edits)), (.unchanged, .conflicted(let edits, _)):
      let paths = edits.map(\.path.description).joined(separator: ", ")
      return failed("must be unchanged, and \(paths) changed", snapshot.differences(from: before, edits))
    case (.refused(let kind), .refused(let refusal)) where refusal.kind == kind.rawValue: return failed()
    case (.refused(let kind), .refused(let refusal)):
      return failed("must be refused as \(kind.rawValue), and was refused as \(refusal.shown)")
    case (.refused(let kind), _): return failed("must be refused as \(kind.rawValue), and wasn't refused")
    case (_, .refused(let refusal)): return failed("was refused as \(refusal.shown)")
    case (.after(let after), .edits(let edits)), (.after(let after), .conflicted(let edits, _)):
      return check(after, snapshot, edits)
    case (.after(let after), _): return check(after, snapshot, [])
    }
  }

  /// Files that `after` leaves out must be as before, or gone.
  private func check(
    _ after: [String: String?], _ snapshot: MemorySnapshot, _ edits: [TreeEdit]
  ) -> InlineTestResult {
    var expected: [String: String?] = after
    for (path, text) in before where after[path] == nil {
      // Left out of `after` and removed: that is what leaving it out says.
      let isRemoved = edits.contains { $0.path == TreePath(bytes: path.utf8) && $0.action == .delete }
      expected[path] = isRemoved ? .some(nil) : text
    }
    let leftOut = before.keys.filter { after[$0] == nil }.sorted()
    if edits.isEmpty, let path = leftOut.first, !after.values.contains(where: { $0 != nil }) {
      return failed("nothing changed, and \"after\" doesn't name \(path)")
    }
    return failed(nil, snapshot.differences(from: expected, edits))
  }

  private func failed(
    _ problem: String? = nil, _ differences: [InlineTestResult.Difference] = []
  ) -> InlineTestResult {
    InlineTestResult(name: name, problems: problem.map { [$0] } ?? [], differences: differences)
  }
}

extension MemorySnapshot {
  /// Compares what edits make of this snapshot with contents by path; sorted by path.
  fileprivate func differences(
    from expected: [String: String?], _ edits: [TreeEdit]
  ) -> [InlineTestResult.Difference] {
    let result = applying(edits).files
    let wanted = Dictionary(
      uniqueKeysWithValues: expected.compactMap { path, text in
        text.map { (TreePath(bytes: path.utf8), Array($0.utf8)) }
      })
    return Set(result.keys).union(wanted.keys).sorted().compactMap { path in
      let (expected, actual) = (wanted[path], result[path]?.bytes)
      return expected == actual ? nil : .init(path: path.description, expected: expected, actual: actual)
    }
  }
}

extension Refusal {
  fileprivate var shown: String {
    let shownPlace = [place?.description, step].compactMap(\.self).joined(separator: ", ")
    return "\(kind): \(message)" + (shownPlace.isEmpty ? "" : " (\(shownPlace))")
  }
}
