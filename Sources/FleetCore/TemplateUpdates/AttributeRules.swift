import Changes

/// What `.gitattributes` files say of line ends (gitattributes(5)): which texts git keeps with line feeds only.
struct AttributeRules: Sendable {
  private enum Text: Sendable {
    case isText, isNot, automatic
  }

  private struct Rule: Sendable {
    let pattern: GitPattern
    /// Nil where the line says nothing of it.
    var text: Text?
    var hasLineEnd: Bool?
  }

  /// The later ones count.
  private var rules: [Rule] = []

  var isEmpty: Bool { rules.isEmpty }

  /// - Parameter folder: the file's, ended by a slash unless it is the root; outer folders are to come first.
  mutating func add(_ file: [UInt8], in folder: String) {
    for line in String(decoding: file, as: UTF8.self).split(whereSeparator: \.isNewline) {
      let words = line.split { " \t".contains($0) }
      guard let name = words.first, !name.hasPrefix("#"), !name.hasPrefix("["), !name.hasPrefix("!"),
        let pattern = GitPattern(name, in: folder)
      else { continue }
      var rule = Rule(pattern: pattern)
      for word in words.dropFirst() {
        switch word {
        case "text", "crlf": rule.text = .isText
        case "-text", "-crlf", "binary": rule.text = .isNot
        case "text=auto": rule.text = .automatic
        case "crlf=input": (rule.text, rule.hasLineEnd) = (.isText, true)
        case _ where word.hasPrefix("eol="): rule.hasLineEnd = true
        case "!eol", "-eol": rule.hasLineEnd = false
        default: continue
        }
      }
      if rule.text != nil || rule.hasLineEnd != nil { rules.append(rule) }
    }
  }

  /// Returns a file as git adds it: with line feeds for every carriage return and line feed, if it is a text to git.
  func added(_ content: [UInt8], at path: TreePath) -> [UInt8] {
    let matching = rules.filter { $0.pattern.matches(path.bytes) }
    let text = matching.last { $0.text != nil }?.text
    let hasLineEnd = matching.last { $0.hasLineEnd != nil }?.hasLineEnd ?? false
    switch text {
    case .isNot: return content
    case .automatic where content.prefix(8000).contains(0): return content
    case nil where !hasLineEnd: return content
    case .isText, .automatic, nil: return content.withLineFeedsOnly
    }
  }
}

extension [UInt8] {
  /// Whether a carriage return comes before a line feed.
  var hasCarriageReturns: Bool { zip(self, dropFirst()).contains { $0 == 0x0D && $1 == 0x0A } }

  fileprivate var withLineFeedsOnly: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(count)
    for (index, byte) in enumerated() where byte != 0x0D || index + 1 == count || self[index + 1] != 0x0A {
      result.append(byte)
    }
    return result
  }
}
