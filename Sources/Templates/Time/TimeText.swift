import Jinja

/// `strftime` of Python and glibc in the C locale.
struct TimeText {
  let time: CivilTime
  let microseconds: Int
  /// Seconds since 1970.
  let seconds: Int
  let zone: Zone

  private static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  func text(_ format: String) throws(TemplateError) -> String {
    var output = ""
    var rest = format.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "%" else {
        output.unicodeScalars.append(scalar)
        continue
      }
      output += try directive(&rest)
    }
    return output
  }

  /// How a directive wants its text: glibc's flags and width.
  private struct Style {
    var pad: Unicode.Scalar?
    var isUpper = false
    var swapsCase = false
    var width: Int?

    func number(_ value: Int, _ width: Int, _ pad: String = "0") -> String {
      switch self.pad {
      case "-": String(value)
      case "_": padded(value, self.width ?? width, with: " ")
      case "0": padded(value, self.width ?? width)
      default: padded(value, self.width ?? width, with: pad)
      }
    }

    func word(_ text: String) -> String {
      let cased = isUpper ? text.uppercased() : swapsCase ? text.uppercased() : text
      let missing = max(0, (width ?? 0) - cased.utf8.count)
      return String(repeating: pad == "0" ? "0" : " ", count: missing) + cased
    }
  }

  private func directive(_ rest: inout Substring.UnicodeScalarView) throws(TemplateError) -> String {
    let start = rest
    var style = Style()
    while let flag = rest.first, "-_0^#".unicodeScalars.contains(flag) {
      if flag == "^" { style.isUpper = true } else if flag == "#" { style.swapsCase = true } else { style.pad = flag }
      rest.removeFirst()
    }
    let digits = rest.prefix { ("0"..."9").contains($0) }
    if !digits.isEmpty {
      style.width = min(Int(String(digits)) ?? 0, 1000)
      rest = rest.dropFirst(digits.count)
    }
    if let modifier = rest.first, modifier == "E" || modifier == "O" { rest.removeFirst() }
    guard let letter = rest.popFirst(), let text = try text(of: letter, style) else {
      // What isn't known stays as it is.
      let unknown = start[..<rest.startIndex]
      return "%" + String(unknown)
    }
    return text
  }

  private func text(of letter: Unicode.Scalar, _ style: Style) throws(TemplateError) -> String? {
    if let text = try zoneText(of: letter) { return text }
    if let text = try compositeText(of: letter, style) { return text }
    let hour12 = time.hour % 12 == 0 ? 12 : time.hour % 12
    switch letter {
    case "a": return style.word(String(TimeText.weekdays[time.weekday].prefix(3)))
    case "A": return style.word(TimeText.weekdays[time.weekday])
    case "b", "h": return style.word(String(TimeText.months[time.month - 1].prefix(3)))
    case "B": return style.word(TimeText.months[time.month - 1])
    case "C": return style.number(time.year / 100, 2)
    case "d": return style.number(time.day, 2)
    case "e": return style.number(time.day, 2, " ")
    case "f": return padded(microseconds, 6)
    case "g": return style.number(time.isoWeek.year % 100, 2)
    case "G": return style.number(time.isoWeek.year, 1)
    case "H": return style.number(time.hour, 2)
    case "I": return style.number(hour12, 2)
    case "j": return style.number(time.dayOfYear, 3)
    case "k": return style.number(time.hour, 2, " ")
    case "l": return style.number(hour12, 2, " ")
    case "m": return style.number(time.month, 2)
    case "M": return style.number(time.minute, 2)
    case "n": return "\n"
    case "p": return style.swapsCase ? (time.hour < 12 ? "am" : "pm") : style.word(time.hour < 12 ? "AM" : "PM")
    case "P": return style.word(time.hour < 12 ? "am" : "pm")
    case "s": return style.number(seconds, 1)
    case "S": return style.number(time.second, 2)
    case "t": return "\t"
    case "u": return style.number(time.weekday == 0 ? 7 : time.weekday, 1)
    case "U": return style.number((time.dayOfYear + 6 - time.weekday) / 7, 2)
    case "V": return style.number(time.isoWeek.week, 2)
    case "w": return style.number(time.weekday, 1)
    case "W": return style.number((time.dayOfYear + 6 - (time.weekday + 6) % 7) / 7, 2)
    case "y": return style.number(time.year % 100, 2)
    case "Y": return style.number(time.year, 1)
    case "%": return "%"
    default: return nil
    }
  }

  private func compositeText(of letter: Unicode.Scalar, _ style: Style) throws(TemplateError) -> String? {
    switch letter {
    case "c": style.word(try text("%a %b %e %H:%M:%S %Y"))
    case "D", "x": style.word(try text("%m/%d/%y"))
    case "F": style.word(try text("%Y-%m-%d"))
    case "r": style.word(try text("%I:%M:%S %p"))
    case "R": style.word(try text("%H:%M"))
    case "T", "X": style.word(try text("%H:%M:%S"))
    default: nil
    }
  }

  private func zoneText(of letter: Unicode.Scalar) throws(TemplateError) -> String? {
    switch letter {
    case "z":
      let offset = zone.offset(at: seconds)
      let minutes = abs(offset) / 60
      return (offset < 0 ? "-" : "+") + padded(minutes / 60, 2) + padded(minutes % 60, 2)
    case "Z":
      guard let text = zone.abbreviation(at: seconds) else {
        throw TemplateError(runtime: "no abbreviation of this time zone is known", hint: "write %z for its offset")
      }
      return text
    default: return nil
    }
  }
}
