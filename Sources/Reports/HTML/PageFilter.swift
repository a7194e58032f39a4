import FleetCore

/// The counts as a bar and a list, and the controls that take the list's place where scripts run.
struct PageFilter {
  private let report: RunReport

  init(_ report: RunReport) {
    self.report = report
  }

  /// The counts as a list, and the controls.
  var html: HTML {
    """
      <ul class="counts" aria-label="Outcomes">\(report.tally.map(count))</ul>
      <div class="filter" role="search" hidden>
      <fieldset class="chips"><legend>Outcomes to show</legend>\(chips)</fieldset>
      <div class="find">
      <label for="search">Find in names, messages, diffs and logs</label>
      <input type="search" id="search" autocomplete="off" spellcheck="false">
      <button type="button" id="open">Open all</button>
      <button type="button" id="close">Close all</button>
      <small id="status" role="status"></small>
    </div>
    </div>
    """
  }

  /// The counts as one line of colours.
  var bar: HTML {
    let total = report.results.count
    var done = 0
    let parts = report.tally.map { outcome, count -> HTML in
      defer { done += count }
      let style = OutcomeStyle(outcome).rawValue
      return #"<rect class="\#(style)" x="\#(done)" y="0" width="\#(count)" height="1"/>"#
    }
    let words = report.tally.map { "\($0.count) \($0.outcome.name)" }.joined(separator: ", ")
    return """
      <svg class="bar" viewBox="0 0 \(total) 1" preserveAspectRatio="none" role="img" aria-label="\(words)">\(parts)</svg>
      """
  }

  private func count(_ outcome: Outcome, _ count: Int) -> HTML {
    let style = OutcomeStyle(outcome)
    return #"<li class="\#(style.rawValue)">\#(sign(style)) \#(outcome.name) <b>\#(count)</b></li>"#
  }

  private var chips: [HTML] {
    let problemCount = report.results.count { !$0.outcome.isFine }
    var chips = [chip("", "all", report.results.count, isChosen: true)]
    if problemCount > 0 { chips.append(chip("person", "need a person", problemCount, .bad)) }
    return chips
      + report.tally.map { outcome, count in
        chip(outcome.name, outcome.name, count, OutcomeStyle(outcome))
      }
  }

  private func chip(
    _ value: String, _ label: String, _ count: Int, _ style: OutcomeStyle = .quiet, isChosen: Bool = false
  ) -> HTML {
    let checked: HTML = isChosen ? " checked" : ""
    return """
      <label class="\(style.rawValue)"><input type="radio" name="outcome" value="\(value)"\(checked)>\
      <span>\(label) <b>\(count)</b></span></label>
      """
  }

  private func sign(_ style: OutcomeStyle) -> HTML { #"<span aria-hidden="true">\#(style.sign)</span>"# }
}
