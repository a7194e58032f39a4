/// What to do next, a card for the repositories that ended alike.
struct NextStepsView {
  /// So many names are shown; the filter shows all.
  private static let nameLimit = 12

  private let steps: [NextStep]

  init(_ steps: [NextStep]) {
    self.steps = steps
  }

  var html: HTML {
    guard !steps.isEmpty else { return "" }
    return """
      <section aria-labelledby="next">
      <h2 id="next">What to do next</h2>
      <ul class="steps">
      \(steps.map(card))</ul>
      </section>
      """
  }

  private func card(_ step: NextStep) -> HTML {
    let names = step.services.prefix(Self.nameLimit).map { name -> HTML in
      "<a href=\"#r-\(name)\">\(name)</a> "
    }
    let rest = step.services.count - names.count
    let more: HTML = rest > 0 ? "and \(rest) more" : ""
    let commands = step.commands.map { command -> HTML in
      // A word of the line is broken only where it is longer than the screen, never at its hyphens.
      let words = command.line.split(separator: " ", omittingEmptySubsequences: false).map { word -> HTML in
        "<span>\(word)</span>"
      }
      let line = words.dropFirst().reduce(words[0]) { line, word in "\(line) \(word)" }
      return #"<div class="command"><span>\#(command.purpose)</span><code>\#(line)</code></div>"#
    }
    return """
      <li class="\(step.style.rawValue)">
      <h3>\(step.title) · \(step.services.count)</h3>
      <p>\(step.advice)</p>
      <p class="names">\(names)\(more)</p>
      \(commands)
      </li>

      """
  }
}
