import Foundation

extension Duration {
  /// As people read it: `340 ms`, `2.4 s`, `3 min 12 s`.
  var shown: String {
    let milliseconds = self.milliseconds
    if milliseconds < 1000 { return "\(milliseconds) ms" }
    if milliseconds < 60_000 { return "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s" }
    return "\(milliseconds / 60_000) min \(milliseconds / 1000 % 60) s"
  }
}

extension Date {
  /// In UTC to the second, such as `2026-11-24 03:45:00 UTC`; where people sit isn't known to a page.
  var shown: String {
    let style = Date.ISO8601FormatStyle(dateTimeSeparator: .space).year().month().day()
      .dateTimeSeparator(.space).time(includingFractionalSeconds: false)
    return formatted(style) + " UTC"
  }
}
