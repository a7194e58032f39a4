import Foundation
import Jinja

/// A time zone as the library `arrow` takes it by name: `utc`, `local`, `+02:00`, or one of the time zone database.
struct Zone {
  private enum Kind {
    case utc
    case fixed(seconds: Int)
    case named(TimeZone)
  }

  private let kind: Kind

  /// - Parameter localZone: what `local` means; nil for UTC.
  init(_ name: String, localZone: String?) throws(TemplateError) {
    switch name {
    case "utc", "UTC", "Z": kind = .utc
    case "local":
      if let localZone { self = try Zone(named: localZone) } else { kind = .utc }
    default:
      if let seconds = Zone.offset(name) { kind = .fixed(seconds: seconds) } else { self = try Zone(named: name) }
    }
  }

  private init(named name: String) throws(TemplateError) {
    let isName = name.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || [UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "+")].contains(byte)
    }
    if ["UTC", "Etc/UTC", "Etc/UCT", "Zulu", "Universal"].contains(name) {
      kind = .utc
    } else if isName, !name.hasPrefix("/"), let zone = TimeZone(identifier: name) {
      kind = .named(zone)
    } else {
      throw TemplateError(
        runtime: "unknown time zone \(name)", hint: "one of 'utc', 'local', '+02:00' or a name such as 'Europe/Berlin'")
    }
  }

  /// arrow's `^(?:\(UTC)*([\+\-])?(\d{2})(?:\:?(\d{2}))?`.
  private static func offset(_ name: String) -> Int? {
    var rest = name[...]
    while rest.hasPrefix("(UTC") { rest = rest.dropFirst(4) }
    var sign = 1
    if let first = rest.first, first == "+" || first == "-" {
      if first == "-" { sign = -1 }
      rest = rest.dropFirst()
    }
    guard let hours = twoDigits(&rest) else { return nil }
    if rest.hasPrefix(":") { rest = rest.dropFirst() }
    return sign * (hours * 3600 + (twoDigits(&rest) ?? 0) * 60)
  }

  private static func twoDigits(_ rest: inout Substring) -> Int? {
    let digits = rest.prefix(2)
    guard digits.utf8.count == 2, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    rest = rest.dropFirst(2)
    return Int(digits)
  }

  /// Seconds east of UTC at a moment.
  func offset(at seconds: Int) -> Int {
    switch kind {
    case .utc: 0
    case .fixed(let offset): offset
    case .named(let zone): zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
    }
  }

  /// The moment at which a clock on the wall shows a time: of two the earlier; where clocks skip it, the time that they
  /// show instead.
  func seconds(of wallSeconds: Int) -> Int {
    let before = offset(at: wallSeconds - 86_400)
    let after = offset(at: wallSeconds + 86_400)
    if offset(at: wallSeconds - before) == before { return wallSeconds - before }
    if offset(at: wallSeconds - after) == after { return wallSeconds - after }
    return wallSeconds - before
  }

  /// The zone's abbreviation, such as `CET`; nil where none is known.
  func abbreviation(at seconds: Int) -> String? {
    switch kind {
    case .utc: return "UTC"
    case .fixed(0): return "UTC"
    case .fixed(let offset):
      let minutes = abs(offset) / 60
      return "UTC\(offset < 0 ? "-" : "+")\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))"
    case .named(let zone):
      let text = zone.abbreviation(for: Date(timeIntervalSince1970: Double(seconds)))
      return text.flatMap { $0.hasPrefix("GMT") && $0 != "GMT" ? nil : $0 }
    }
  }
}

func padded(_ number: Int, _ width: Int, with pad: String = "0") -> String {
  let digits = String(abs(number))
  return (number < 0 ? "-" : "") + String(repeating: pad, count: max(0, width - digits.utf8.count)) + digits
}
