import Threads

/// How many operations are under way at one server at once.
public enum ConnectionWidth: Sendable, Equatable {
  /// Always so many, over all servers: what `--jobs` says.
  case fixed(Int)
  /// A few at first, and up to so many a server while that brings more done: see `AdaptiveWidth`.
  case adaptive(limit: Int)

  /// How many connections one server gets at most where nobody says otherwise.
  public static let usualLimit = 32
  private static let usualStart = 8

  /// What a run begins with, and what is left to servers that can't say that they have too much.
  public var start: Int {
    switch self {
    case .fixed(let width): width
    case .adaptive(let limit): min(Self.usualStart, limit)
    }
  }

  /// The most at one server.
  var limit: Int {
    switch self {
    case .fixed(let width): width
    case .adaptive(let limit): limit
    }
  }

  /// The most over all servers.
  var most: Int {
    switch self {
    case .fixed(let width): width
    case .adaptive(let limit): 2 * limit
    }
  }

  /// Returns what one server gets.
  ///
  /// - Parameter mayGrow: whether more than a few connections do no harm.
  func width(mayGrow: Bool) -> AdaptiveWidth {
    switch self {
    case .fixed(let width): AdaptiveWidth(fixed: width)
    case .adaptive(let limit): AdaptiveWidth(start: start, limit: mayGrow ? limit : start)
    }
  }
}
