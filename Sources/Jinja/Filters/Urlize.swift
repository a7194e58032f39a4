/// The filter `urlize`: makes links of what looks like one.
struct Urlize {
  private let trimLimit: Int?
  private let attributes: [UInt8]
  private let extraSchemes: [Text]

  static let filter: Filters.Body = { (value, bound, call) throws(TemplateError) in
    var relations: Set<Text> = ["noopener"]
    if case .string(let text) = bound.value(3) {
      for part in TextSearch.splitAtSpace(text.bytes, limit: -1) { relations.insert(Text(part)) }
    }
    if try bound.bool(1) { relations.insert("nofollow") }
    var attributes = Array(" rel=\"".utf8)
    attributes += HTML.escape(Text(bytes: Array(relations.sorted().map(\.bytes).joined(separator: [0x20])))).bytes
    attributes += Array("\"".utf8)
    if let target = bound[2], try target.isTrue() {
      attributes += Array(" target=\"".utf8) + (try HTML.escape(target).bytes) + Array("\"".utf8)
    }
    var schemes: [Text] = []
    if let extra = bound[4], !extra.isNone {
      for scheme in try extra.items(in: call) {
        guard case .string(let text) = scheme, isScheme(text) else {
          throw .argument("\(try scheme.repr()) is not a valid URI scheme prefix.")
        }
        schemes.append(text)
      }
    }
    var limit: Int?
    if let given = bound[0], !given.isNone { limit = try given.requireIndex() }
    let urlize = Urlize(trimLimit: limit, attributes: attributes, extraSchemes: schemes)
    return .string(Text(bytes: urlize.convert(try HTML.escape(value)), isSafe: call.isEscaping))
  }

  /// `[\w.+-]{2,}:(/){0,2}`
  private static func isScheme(_ text: Text) -> Bool {
    var scalars = text.scalars[...]
    var slashes = 0
    while scalars.last == 0x2F {
      scalars.removeLast()
      slashes += 1
    }
    guard slashes <= 2, scalars.popLast() == 0x3A, scalars.count >= 2 else { return false }
    return scalars.allSatisfy { CodePoint.isWord($0) || [0x2E, 0x2B, 0x2D].contains($0) }
  }

  private func convert(_ text: Text) -> [UInt8] {
    var output: [UInt8] = []
    var rest = text.bytes[...]
    while !rest.isEmpty {
      let afterSpace = TextSearch.droppingLeadingSpace(rest)
      output += rest[rest.startIndex..<afterSpace.startIndex]
      let word = TextSearch.splitAtSpace(Array(afterSpace), limit: 1).first.map { $0.count } ?? 0
      output += link(Array(afterSpace.prefix(word)))
      rest = afterSpace.dropFirst(word)
    }
    return output
  }

  private func link(_ word: [UInt8]) -> [UInt8] {
    var (head, middle, tail) = Urlize.split(word)
    Urlize.balance(&middle, &tail)
    if WebAddress.isAddress(middle) {
      let hasScheme = middle.starts(with: "https://".utf8) || middle.starts(with: "http://".utf8)
      middle = anchor(to: hasScheme ? middle : Array("https://".utf8) + middle, trimmed(middle), attributes)
    } else if middle.starts(with: "mailto:".utf8), WebAddress.isMail(Array(middle.dropFirst(7))) {
      middle = anchor(to: middle, Array(middle.dropFirst(7)), [])
    } else if middle.contains(0x40), !middle.starts(with: "www.".utf8), middle.first != 0x40, !middle.contains(0x3A),
      WebAddress.isMail(middle)
    {
      middle = anchor(to: Array("mailto:".utf8) + middle, middle, [])
    } else {
      for scheme in extraSchemes where middle != scheme.bytes && middle.starts(with: scheme.bytes) {
        middle = anchor(to: middle, middle, attributes)
      }
    }
    return head + middle + tail
  }

  private func trimmed(_ url: [UInt8]) -> [UInt8] {
    let text = Text(bytes: url)
    guard let trimLimit, text.count > trimLimit else { return url }
    return text.slice(0..<max(0, trimLimit)).bytes + Array("...".utf8)
  }

  private func anchor(to url: [UInt8], _ shown: [UInt8], _ attributes: [UInt8]) -> [UInt8] {
    Array("<a href=\"".utf8) + url + Array("\"".utf8) + attributes + Array(">".utf8) + shown + Array("</a>".utf8)
  }

  /// Takes brackets from the start, and brackets and punctuation from the end.
  private static func split(_ word: [UInt8]) -> (head: [UInt8], middle: [UInt8], tail: [UInt8]) {
    var middle = word[...]
    while true {
      if let first = middle.first, first == 0x28 || first == 0x3C {
        middle = middle.dropFirst()
      } else if middle.starts(with: "&lt;".utf8) {
        middle = middle.dropFirst(4)
      } else {
        break
      }
    }
    let head = Array(word[..<middle.startIndex])
    var end = middle
    while true {
      if let last = end.last, [0x29, 0x3E, 0x2E, 0x2C, 0x0A].contains(last) {
        end = end.dropLast()
      } else if end.suffix(4).elementsEqual("&gt;".utf8) {
        end = end.dropLast(4)
      } else {
        break
      }
    }
    return (head, Array(end), Array(middle[end.endIndex...]))
  }

  /// Gives closing brackets back that belong to opening ones inside the address.
  private static func balance(_ middle: inout [UInt8], _ tail: inout [UInt8]) {
    for (open, close) in [("(", ")"), ("<", ">"), ("&lt;", "&gt;")] {
      let (open, close) = (Array(open.utf8), Array(close.utf8))
      let count = TextSearch.count(open, in: middle[...])
      guard count > TextSearch.count(close, in: middle[...]) else { continue }
      for _ in 0..<min(count, TextSearch.count(close, in: tail[...])) {
        guard let offset = TextSearch.find(close, in: tail[...]) else { break }
        middle += tail[..<(offset + close.count)]
        tail = Array(tail[(offset + close.count)...])
      }
    }
  }
}
