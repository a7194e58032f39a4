import FleetCore

/// One repository: a line with its outcome and reason, and below it, folded, all that is known of it.
struct RepositoryView {
  private let result: RepositoryResult
  private let details: ReportDetails
  private let diffLimit: Int
  private let logLimit: Int

  init(_ result: RepositoryResult, details: ReportDetails, diffLimit: Int, logLimit: Int) {
    self.result = result
    self.details = details
    self.diffLimit = diffLimit
    self.logLimit = logLimit
  }

  var html: HTML {
    let person: HTML = result.outcome.isFine ? "" : " data-person"
    return """
      <li id="r-\(result.service)" data-outcome="\(result.outcome.name)"\(person)>
      <details>
      <summary><h3>\(result.service)</h3>\(badge)<span class="said">\(said)</span>\
      <span class="meta">\(measures)</span></summary>
      <div class="body">
      \(hint)\(facts)\(StagesView(result.stages).html)\(diff)\(logs)</div>
      </details>
      </li>

      """
  }

  private var said: String {
    [result.messageAndNote, result.engineWords].compactMap(\.self).joined(separator: "; ")
  }

  private var badge: HTML {
    let style = OutcomeStyle(result.outcome)
    return """
      <span class="badge \(style.rawValue)"><span aria-hidden="true">\(style.sign)</span> \(result.outcome.shown)</span>
      """
  }

  private var measures: String {
    let time = result.stages.reduce(Duration.zero) { $0 + $1.duration }
    return [result.size?.shown, result.stages.isEmpty ? nil : time.shown].compactMap(\.self).joined(separator: " · ")
  }

  private var hint: HTML {
    guard let hint = result.hint else { return "" }
    return #"<p class="hint"><strong>hint:</strong> \#(hint)</p>"#
  }

  private var facts: HTML {
    let facts = [
      ("kind", result.kind), ("branch", result.branch), ("base", result.base?.description),
      ("commit", result.commit?.description),
    ]
    let rows = facts.compactMap { name, value -> HTML? in
      value.map { "<dt>\(name)</dt><dd><code>\($0)</code></dd>" }
    }
    return rows.isEmpty ? "" : "<dl>\(rows)</dl>\n"
  }

  private var diff: HTML {
    guard let diff = result.diff, !diff.isEmpty else { return "" }
    let remedy = details.invocation.selecting([result.service]).adding("--dry-run", "--diff").line
    return """
      <details class="part" open><summary>Diff</summary>
      \(DiffView(diff).html(limit: diffLimit, remedy: remedy))</details>

      """
  }

  /// The logs that the result and its stages name, each once.
  private var logs: [HTML] {
    var paths = result.stages.compactMap(\.logPath)
    if let path = result.logPath { paths.append(path) }
    var seen: Set<String> = []
    return paths.filter { seen.insert($0).inserted }.map(log)
  }

  /// Returns as much of a log's end as fits once it is escaped.
  private func shortened(_ tail: LogTail) -> LogTail {
    let cost = HTML.escapedByteCount(of: tail.text)
    return cost <= logLimit ? tail : tail.shortened(to: tail.text.utf8.count * logLimit / cost)
  }

  private func log(_ path: String) -> HTML {
    guard let tail = details.logs[path].map(shortened) else {
      return "<p>Log: <code>\(path)</code></p>\n"
    }
    let cut: HTML =
      tail.omittedByteCount > 0 ? #"<p class="cut">\#(tail.omittedByteCount) bytes come before these lines.</p>"# : ""
    return """
      <details class="part"><summary>Log <small><code>\(path)</code></small></summary>
      \(cut)<pre tabindex="0" role="group" aria-label="End of the log"><code>\(tail.text)</code></pre></details>

      """
  }
}
