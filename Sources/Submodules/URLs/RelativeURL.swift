/// git's own arithmetic of relative submodule URLs, its mistakes included: `relative_url` of git's remote.c.
///
/// `SubmoduleURL` guards it: alone it may answer with another host.
enum RelativeURL {
  /// Whether git resolves the URL against the superproject's: it begins with `./` or `../` (gitmodules(5)).
  static func isRelative(_ url: [UInt8]) -> Bool {
    url.starts(with: "./".utf8) || url.starts(with: "../".utf8)
  }

  /// Returns what git makes of `url` below `base`, or nil where git fails because nothing is left to climb out of.
  static func joined(_ base: [UInt8], _ url: [UInt8]) -> [UInt8]? {
    var base = base
    if base.last == .slash { base.removeLast() }
    let isLocal = isPath(base) && base.first != .slash
    if isLocal, !isRelative(base) { base = Array("./".utf8) + base }

    var rest = url[...]
    var separator = UInt8.slash
    while true {
      if rest.starts(with: "../".utf8) {
        rest = rest.dropFirst(3)
        guard let chopped = removeLastPart(of: &base, isLocal: isLocal) else { return nil }
        if chopped == .colon { separator = .colon }
      } else if rest.starts(with: "./".utf8) {
        rest = rest.dropFirst(2)
      } else {
        break
      }
    }
    var result = base + [separator] + rest
    if rest.last == .slash { result.removeLast() }
    return result.starts(with: "./".utf8) ? Array(result.dropFirst(2)) : result
  }

  /// Whether git takes it for a path of this machine: no colon, or a slash before the first one.
  static func isPath(_ url: some Sequence<UInt8>) -> Bool {
    url.first { $0 == .colon || $0 == .slash } != .colon
  }

  /// Removes the last part and returns what stood in front of it; nil where there is none to remove.
  private static func removeLastPart(of base: inout [UInt8], isLocal: Bool) -> UInt8? {
    if let slash = base.lastIndex(of: .slash) {
      base.removeSubrange(slash...)
      return .slash
    }
    if let colon = base.lastIndex(of: .colon) {
      base.removeSubrange(colon...)
      return .colon
    }
    if isLocal || base.elementsEqual(".".utf8) { return nil }
    base = [UInt8(ascii: ".")]
    return .slash
  }
}
