extension GitConfiguration {
  /// How well the `<url>` of a key fits a URL; the better one wins (git-config(1), `http.<url>.*`).
  private struct Fit: Comparable {
    var hostLength = 0
    var pathLength = 0
    var hasUser = false

    static func < (left: Fit, right: Fit) -> Bool {
      if left.hostLength != right.hostLength { return left.hostLength < right.hostLength }
      if left.pathLength != right.pathLength { return left.pathLength < right.pathLength }
      return !left.hasUser && right.hasUser
    }
  }

  /// One value of `section.name` or `section.<url>.name` that is meant for a URL.
  struct ScopedValue: Equatable {
    /// Nil for a bare name, which means true.
    let value: String?
    /// Whether the key names a URL, and isn't for all.
    let isScoped: Bool
  }

  /// Returns the values of `section.name` for `url` in the order in which git would take them: one that fits worse than
  /// one before it is left out.
  func scopedValues(_ section: String, _ name: String, for url: RemoteURL) -> [ScopedValue] {
    // Few keys name a URL: the one that they are compared with is brought into its normal form when there is one.
    lazy var target = NormalizedURL(url.withUser)
    var best = Fit()
    var values: [ScopedValue] = []
    for entry in entries {
      let found: Fit? =
        switch entry.scope(section, name) {
        case nil: nil
        case .everywhere: Fit()
        case .url(let pattern): target.flatMap { target in Self.fit(pattern, target) }
        }
      guard let fit = found, fit >= best else { continue }
      best = fit
      values.append(ScopedValue(value: entry.value, isScoped: fit > Fit()))
    }
    return values
  }

  /// Returns the value of `section.name` for `url`; nil where there is none, "" where it is set to nothing.
  func string(_ section: String, _ name: String, for url: RemoteURL) -> String? {
    scopedValues(section, name, for: url).last?.value
  }

  /// Returns the value of `section.name` for `url` as a truth value.
  func isTrue(_ section: String, _ name: String, for url: RemoteURL) -> Bool? {
    scopedValues(section, name, for: url).last.flatMap { GitConfiguration.truth($0.value) }
  }

  private static func fit(_ pattern: String, _ url: NormalizedURL) -> Fit? {
    guard let pattern = NormalizedURL(pattern, isPattern: true), pattern.scheme == url.scheme, pattern.port == url.port,
      fits(pattern.host, url.host),
      pattern.user == nil || pattern.user == url.user
    else { return nil }
    let slash = UInt8(ascii: "/")
    let prefix = pattern.path.last == slash ? pattern.path.dropLast() : pattern.path[...]
    guard url.path.starts(with: prefix), url.path.count == prefix.count || url.path[prefix.count] == slash else {
      return nil
    }
    return Fit(hostLength: pattern.host.count, pathLength: prefix.count + 1, hasUser: pattern.user != nil)
  }

  /// Compares hosts part by part; `*` stands for one part.
  private static func fits(_ pattern: [UInt8], _ host: [UInt8]) -> Bool {
    let dot = UInt8(ascii: ".")
    let wanted = pattern.split(separator: dot, omittingEmptySubsequences: false)
    let parts = host.split(separator: dot, omittingEmptySubsequences: false)
    return wanted.count == parts.count
      && zip(wanted, parts).allSatisfy { $0.elementsEqual("*".utf8) || $0.elementsEqual($1) }
  }
}

extension GitConfiguration.Entry {
  /// What a key is meant for.
  fileprivate enum Scope {
    case everywhere
    /// What stands for `<url>` in the key.
    case url(String)
  }

  /// Nil where the key is neither `section.name` nor `section.<url>.name`.
  fileprivate func scope(_ section: String, _ name: String) -> Scope? {
    let dot = UInt8(ascii: ".")
    guard key.utf8.starts(with: section.utf8) else { return nil }
    let rest = key.utf8.dropFirst(section.utf8.count)
    guard rest.first == dot else { return nil }
    let tail = rest.dropFirst()
    if tail.elementsEqual(name.utf8) { return .everywhere }
    let end = tail.suffix(name.utf8.count + 1)
    guard tail.count > end.count, end.first == dot, end.dropFirst().elementsEqual(name.utf8) else { return nil }
    return .url(String(Substring(tail.dropLast(end.count))))
  }
}

extension RemoteURL {
  /// The URL as configuration keys are compared with it: with the user, without the password.
  fileprivate var withUser: String {
    let user = self.user.map { "\($0.escapedForURL)@" } ?? ""
    return "\(scheme.rawValue)://\(user)\(hostAndPort)\(path)"
  }
}

extension String {
  /// The text with everything but letters, digits and `-._~` escaped (RFC 3986).
  var escapedForURL: String {
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        result.append(byte)
      default: result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
