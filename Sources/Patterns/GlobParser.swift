/// One piece of a glob.
enum GlobPart: Sendable, Hashable {
  case scalar(Unicode.Scalar)
  /// `?`
  case one
  /// `*`
  case star
  /// `**/`: any number of folders.
  case folders
  /// `**` where nothing follows: everything inside.
  case everything
  case set(GlobSet)
  case alternatives([[GlobPart]])

  /// The bytes that this piece stands for, where there is only one choice.
  var literal: [UInt8]? {
    guard case .scalar(let scalar) = self else { return nil }
    return Array(String(scalar).utf8)
  }
}

/// The characters of a `[…]`; a `/` is never among them.
struct GlobSet: Sendable, Hashable {
  var isNegated: Bool
  var ranges: [ClosedRange<UInt32>]

  func contains(_ unit: UInt32) -> Bool {
    unit != GlobProgram.slash && ranges.contains { $0.contains(unit) } != isNegated
  }
}

/// Reads a glob's text.
struct GlobParser {
  private let scalars: [Unicode.Scalar]
  private var index = 0
  private static let deepestNesting = 16

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  mutating func parse() throws(GlobError) -> [GlobPart] {
    try checkWhole()
    return try parts(depth: 0, isAtNameStart: true)
  }

  private func checkWhole() throws(GlobError) {
    if scalars.isEmpty { throw GlobError(message: "a glob can't be empty", character: 1) }
    if scalars[0] == "/" {
      throw GlobError(message: "a glob begins at the repository's root, without a \"/\"", character: 1)
    }
    if scalars.last == "/" {
      throw GlobError(message: "a glob that ends in \"/\" matches no file; write \"/**\"", character: scalars.count)
    }
    var start = 0
    for name in scalars.split(separator: "/", omittingEmptySubsequences: false) {
      if name.isEmpty { throw GlobError(message: "an empty name matches no file", character: start + 1) }
      if name.elementsEqual(".".unicodeScalars) || name.elementsEqual("..".unicodeScalars) {
        let shown = String(String.UnicodeScalarView(name))
        throw GlobError(message: "\"\(shown)\" names no entry of a repository", character: start + 1)
      }
      start += name.count + 1
    }
  }

  /// Reads until the end, or inside braces until `,` or `}`.
  private mutating func parts(depth: Int, isAtNameStart: Bool) throws(GlobError) -> [GlobPart] {
    var parts: [GlobPart] = []
    var isAtNameStart = isAtNameStart
    while index < scalars.count {
      let scalar = scalars[index]
      if depth > 0, scalar == "," || scalar == "}" { break }
      let begins = isAtNameStart
      isAtNameStart = scalar == "/"
      switch scalar {
      case "*":
        let star = stars(isAtNameStart: begins, depth: depth)
        isAtNameStart = star == .folders
        parts.append(star)
      case "?":
        index += 1
        parts.append(.one)
      case "[": parts.append(.set(try set()))
      case "{":
        let start = index
        let choices = try alternatives(depth: depth + 1, isAtNameStart: begins)
        parts.append(.alternatives(choices))
        let isEnd = index == scalars.count || depth > 0 && (scalars[index] == "," || scalars[index] == "}")
        if !isEnd, choices.contains(where: Self.endsInEverything) {
          throw GlobError(message: "after a \"**\" that ends in braces nothing may follow", character: start + 1)
        }
        let endsOfNames = choices.count { Self.endsName($0, begins) }
        isAtNameStart = endsOfNames == choices.count
        if endsOfNames > 0, !isAtNameStart, scalars[index...].starts(with: "**".unicodeScalars) {
          throw GlobError(message: "only some choices before this \"**\" end in \"/\"", character: index + 1)
        }
      case "\\":
        guard index + 1 < scalars.count else {
          throw GlobError(message: "nothing follows the \"\\\"", character: index + 1)
        }
        parts.append(.scalar(scalars[index + 1]))
        index += 2
      default:
        parts.append(.scalar(scalar))
        index += 1
      }
    }
    return parts
  }

  /// Reads one or more `*`; two or more are special only as a whole name, as in gitignore(5).
  private mutating func stars(isAtNameStart: Bool, depth: Int) -> GlobPart {
    let start = index
    while index < scalars.count, scalars[index] == "*" { index += 1 }
    guard index - start > 1, isAtNameStart else { return .star }
    if index == scalars.count || depth > 0 && (scalars[index] == "," || scalars[index] == "}") { return .everything }
    guard scalars[index] == "/" else { return .star }
    index += 1
    return .folders
  }

  private static func endsInEverything(_ parts: [GlobPart]) -> Bool {
    switch parts.last {
    case .everything?: true
    case .alternatives(let choices)?: choices.contains(where: endsInEverything)
    default: false
    }
  }

  /// Whether what follows begins a name; behind nothing it does if this does.
  private static func endsName(_ parts: [GlobPart], _ begins: Bool) -> Bool {
    switch parts.last {
    case nil: begins
    case .folders?, .scalar("/")?: true
    case .alternatives(let choices)?: choices.allSatisfy { endsName($0, begins && parts.count == 1) }
    default: false
    }
  }

  private mutating func alternatives(depth: Int, isAtNameStart: Bool) throws(GlobError) -> [[GlobPart]] {
    let start = index
    guard depth <= GlobParser.deepestNesting else {
      throw GlobError(message: "braces nest deeper than \(GlobParser.deepestNesting)", character: start + 1)
    }
    var choices: [[GlobPart]] = []
    repeat {
      index += 1
      choices.append(try parts(depth: depth, isAtNameStart: isAtNameStart))
    } while index < scalars.count && scalars[index] == ","
    guard index < scalars.count else {
      throw GlobError(message: "the \"{\" isn't closed", character: start + 1)
    }
    index += 1
    return choices
  }

  private mutating func set() throws(GlobError) -> GlobSet {
    let start = index
    index += 1
    var set = GlobSet(isNegated: false, ranges: [])
    if index < scalars.count, scalars[index] == "!" || scalars[index] == "^" {
      set.isNegated = true
      index += 1
    }
    let first = index
    while index < scalars.count, scalars[index] != "]" || index == first {
      let place = index
      let low = try setMember(from: start)
      guard index + 1 < scalars.count, scalars[index] == "-", scalars[index + 1] != "]" else {
        set.ranges.append(low.value...low.value)
        continue
      }
      index += 1
      let high = try setMember(from: start)
      guard low <= high else {
        throw GlobError(message: "the range \(low)-\(high) is backwards", character: place + 1)
      }
      set.ranges.append(low.value...high.value)
    }
    guard index < scalars.count else { throw GlobError(message: "the \"[\" isn't closed", character: start + 1) }
    index += 1
    return set
  }

  private mutating func setMember(from start: Int) throws(GlobError) -> Unicode.Scalar {
    if scalars[index] == "/" {
      throw GlobError(message: "a \"[…]\" can't hold a \"/\"", character: index + 1)
    }
    if scalars[index] == "[", index + 1 < scalars.count, ":.=".unicodeScalars.contains(scalars[index + 1]) {
      throw GlobError(message: "named classes such as [:alpha:] aren't known; write ranges", character: index + 1)
    }
    if scalars[index] == "\\" { index += 1 }
    guard index < scalars.count else { throw GlobError(message: "the \"[\" isn't closed", character: start + 1) }
    index += 1
    return scalars[index - 1]
  }
}
