/// A date and time of day as a calendar and a clock on the wall show it, in the Gregorian calendar.
struct CivilTime: Equatable {
  let year: Int
  /// From 1.
  let month: Int
  let day: Int
  let hour: Int
  let minute: Int
  let second: Int

  /// - Parameter wallSeconds: seconds since 1970-01-01 00:00 on the same clock.
  init(wallSeconds: Int) {
    let (quotient, remainder) = wallSeconds.quotientAndRemainder(dividingBy: 86_400)
    let days = remainder < 0 ? quotient - 1 : quotient
    let rest = remainder < 0 ? remainder + 86_400 : remainder
    // Days to a date after Howard Hinnant's chrono-compatible algorithms: years begin in March.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    hour = rest / 3600
    minute = rest / 60 % 60
    second = rest % 60
  }

  init(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
  }

  /// Days since 1970-01-01.
  var dayNumber: Int { CivilTime.dayNumber(year: year, month: month, day: day) }

  var wallSeconds: Int { dayNumber * 86_400 + hour * 3600 + minute * 60 + second }

  /// From 0 for Sunday.
  var weekday: Int { ((dayNumber + 4) % 7 + 7) % 7 }

  /// From 1.
  var dayOfYear: Int { dayNumber - CivilTime.dayNumber(year: year, month: 1, day: 1) + 1 }

  /// The year and week of ISO 8601.
  var isoWeek: (year: Int, week: Int) {
    let isoWeekday = weekday == 0 ? 7 : weekday
    let thursday = CivilTime(wallSeconds: (dayNumber + 4 - isoWeekday) * 86_400)
    return (thursday.year, (thursday.dayOfYear - 1) / 7 + 1)
  }

  static func dayNumber(year: Int, month: Int, day: Int) -> Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  static func dayCount(year: Int, month: Int) -> Int {
    let next = month == 12 ? (year + 1, 1) : (year, month + 1)
    return dayNumber(year: next.0, month: next.1, day: 1) - dayNumber(year: year, month: month, day: 1)
  }
}
