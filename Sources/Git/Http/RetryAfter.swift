import Foundation

/// The `Retry-After` header (RFC 9110, 10.2.3): seconds, or a date.
enum RetryAfter {
  /// Returns how long to wait from `now`, the server's time; nil where the value is neither. A date that has passed is
  /// no wait.
  static func parse(_ value: String, now: Date) -> Duration? {
    if !value.isEmpty, value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      return .seconds(min(Int64(value) ?? longest, longest))
    }
    guard let date = date(value) else { return nil }
    return .seconds(min(max(0, Int64(date.timeIntervalSince(now).rounded(.up))), longest))
  }

  /// Reads the three spellings of a date that http has had.
  static func date(_ value: String) -> Date? {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(secondsFromGMT: 0)
    for format in ["EEE, dd MMM yyyy HH:mm:ss zzz", "EEEE, dd-MMM-yy HH:mm:ss zzz", "EEE MMM d HH:mm:ss yyyy"] {
      formatter.dateFormat = format
      if let date = formatter.date(from: value) { return date }
    }
    return nil
  }

  /// A day, in seconds: who asks for more is told no by the caller's own limit of retries anyway.
  private static let longest: Int64 = 86_400
}
