/// A part of a whole, as people write it: `95%`, or a number such as `3`.
public enum Share: Sendable, Equatable, CustomStringConvertible {
  case count(Int)
  case percent(Double)

  /// Nil for anything that isn't a number from 0, or a percentage from 0 to 100.
  public init?(_ text: String) {
    if text.hasSuffix("%") {
      guard let percent = Double(text.dropLast()), (0...100).contains(percent) else { return nil }
      self = .percent(percent)
    } else {
      guard let count = Int(text), count >= 0 else { return nil }
      self = .count(count)
    }
  }

  /// How many of `total` that are, at least so much as the share.
  func count(of total: Int) -> Int {
    switch self {
    case .count(let count): min(count, total)
    case .percent(let percent): min(total, Int((percent * Double(total) / 100).rounded(.up)))
    }
  }

  /// Whether `part` of `total` is more than the share.
  func isExceeded(by part: Int, of total: Int) -> Bool {
    switch self {
    case .count(let count): part > count
    case .percent(let percent): Double(part) * 100 > percent * Double(total)
    }
  }

  public var description: String {
    switch self {
    case .count(let count): "\(count)"
    case .percent(let percent): percent == percent.rounded() ? "\(Int(percent))%" : "\(percent)%"
    }
  }
}
