import Jinja

/// An offset of a time, such as `days=2, hours=-3`, with the rules of the library `arrow`.
struct TimeShift {
  private var months = 0.0
  /// Days and what is shorter, in seconds.
  private var seconds = 0.0

  private static let units: [String: Double] = [
    "weeks": 604_800, "days": 86_400, "hours": 3600, "minutes": 60, "seconds": 1, "microseconds": 0.000_001,
  ]

  /// - Parameter isBackwards: whether every part is taken away.
  init(_ text: String, isBackwards: Bool) throws(TemplateError) {
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = part.split(separator: "=", omittingEmptySubsequences: false)
      guard sides.count == 2 else {
        throw TemplateError(runtime: "\(part) is not an offset", hint: "write it as 'days=2' or 'days=2,hours=-3'")
      }
      let unit = trimmed(String(sides[0]))
      let number = trimmed(String(sides[1]))
      // The sign stands in front of the text, so that two signs are no number.
      guard let value = Double((isBackwards ? "-" : "+") + number), value.isFinite, abs(value) < 1e12 else {
        throw TemplateError(runtime: "could not convert string to float: '\(isBackwards ? "-" : "+")\(number)'")
      }
      try add(value, unit)
    }
    guard months == months.rounded() else {
      throw TemplateError(runtime: "Non-integer years and months are ambiguous and not currently supported.")
    }
  }

  private mutating func add(_ value: Double, _ unit: String) throws(TemplateError) {
    switch unit {
    case "years", "months", "quarters":
      guard value == value.rounded() || unit == "quarters" else {
        throw TemplateError(runtime: "Non-integer years and months are ambiguous and not currently supported.")
      }
      months += value * (unit == "years" ? 12 : unit == "quarters" ? 3 : 1)
    default:
      guard let factor = TimeShift.units[unit] else {
        throw TemplateError(
          runtime: "Invalid shift time frame. Please select one of the following: years, months, days, hours, "
            + "minutes, seconds, microseconds, weeks, quarters, weekday.")
      }
      seconds += value * factor
    }
  }

  /// Returns the time on the wall after the shift, and its microseconds.
  func applied(to time: CivilTime, microseconds: Int) throws(TemplateError) -> (wallSeconds: Int, microseconds: Int) {
    // Each part is small, but there may be many: their sums needn't fit into an integer.
    guard months.magnitude < 1e12, seconds.magnitude < 1e15 else {
      throw TemplateError(runtime: "date value out of range")
    }
    let month = time.year * 12 + time.month - 1 + Int(months)
    let year = Int((Double(month) / 12).rounded(.down))
    guard (1...9999).contains(year) else { throw TemplateError(runtime: "year \(year) is out of range") }
    let monthOfYear = month - year * 12 + 1
    let shifted = CivilTime(
      year: year, month: monthOfYear, day: min(time.day, CivilTime.dayCount(year: year, month: monthOfYear)),
      hour: time.hour, minute: time.minute, second: time.second)
    let whole = seconds.rounded(.down)
    let total = microseconds + Int(((seconds - whole) * 1_000_000).rounded(.toNearestOrEven))
    let wallSeconds = shifted.wallSeconds + Int(whole) + total / 1_000_000
    guard (1...9999).contains(CivilTime(wallSeconds: wallSeconds).year) else {
      throw TemplateError(runtime: "date value out of range")
    }
    return (wallSeconds, total % 1_000_000)
  }
}
