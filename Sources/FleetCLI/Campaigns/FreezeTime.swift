import FleetCore
import Foundation

/// Times as `--at` and `--since` take them.
enum FreezeTime {
  /// Returns the time that a text is, else the revision that it is taken for.
  ///
  /// - Parameter dayEnds: whether a day alone means its end, else its beginning.
  static func moment(_ text: String, dayEnds: Bool = true) -> PinFreeze.Moment {
    let forms: [(String, Int64)] = [
      ("yyyy-MM-dd'T'HH:mm:ssXXXXX", 0), ("yyyy-MM-dd HH:mm:ss XX", 0), ("yyyy-MM-dd'T'HH:mm:ss", 0),
      ("yyyy-MM-dd HH:mm:ss", 0), ("yyyy-MM-dd'T'HH:mm", 0), ("yyyy-MM-dd HH:mm", 0),
      ("yyyy-MM-dd", dayEnds ? 86_399 : 0),
    ]
    for (form, rest) in forms {
      let formatter = DateFormatter()
      formatter.locale = Locale(identifier: "en_US_POSIX")
      formatter.timeZone = TimeZone(secondsFromGMT: 0)
      formatter.isLenient = false
      formatter.dateFormat = form
      if let date = formatter.date(from: text) { return .time(Int64(date.timeIntervalSince1970) + rest) }
    }
    return .revision(text)
  }
}
