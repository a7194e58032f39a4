/// A Python file as a list of statements, with the tokens that they are made of.
struct PythonModule: Sendable {
  let source: SourceText
  let tokens: [PythonToken]
  let statements: [Statement]

  /// A simple statement, or the header of a compound one up to its colon.
  struct Statement: Sendable {
    /// Indexes of tokens.
    let tokens: Range<Int>
    let isHeader: Bool
    /// The index of the header of the innermost function or class around it.
    let scope: Int?
    /// How many blocks are around it: functions, classes and such as `if`.
    let depth: Int
    /// Whether it has its lines for itself: no other statement before or behind it there.
    let isAlone: Bool

    /// Whether a function or a class is around it, so that it binds no name of the module.
    var isLocal: Bool { scope != nil }
    /// Whether a function or a class is around it, or a block such as `if`.
    var isNested: Bool { depth > 0 }
  }

  init(_ source: SourceText) throws(EditRefusal) {
    self.source = source
    tokens = try PythonTokenizer.tokens(of: source)
    var reader = StatementReader(source: source, tokens: tokens)
    statements = try reader.read()
  }

  /// Whether a token is spelled so.
  func token(_ index: Int, is text: StaticString) -> Bool {
    tokens[index].isSpelled(text, in: source)
  }

  /// Whether a token is this name.
  func token(_ index: Int, isName name: [UInt8]) -> Bool {
    let token = tokens[index]
    return token.kind == .name && token.range.count == name.count && source.bytes[token.range].elementsEqual(name)
  }

  /// Where a token starts.
  func offset(of index: Int) -> Int { tokens[index].range.lowerBound }

  /// The bytes of a range of tokens.
  func range(_ tokens: Range<Int>) -> Range<Int> {
    guard let first = tokens.first, let last = tokens.last else { return 0..<0 }
    return self.tokens[first].range.lowerBound..<self.tokens[last].range.upperBound
  }

  /// The indexes of the tokens in a range that are outside all brackets of the range; of brackets the opening one.
  func topLevel(_ range: Range<Int>) -> TopLevelTokens {
    TopLevelTokens(tokens: tokens, position: range.lowerBound, end: range.upperBound)
  }
}

/// Walks over tokens, with a single step over all that a pair of brackets holds.
struct TopLevelTokens: Sequence, IteratorProtocol {
  fileprivate let tokens: [PythonToken]
  fileprivate var position: Int
  fileprivate let end: Int

  mutating func next() -> Int? {
    guard position < end else { return nil }
    let index = position
    let partner = Int(tokens[index].partner)
    position = partner > index ? partner + 1 : index + 1
    return index
  }
}

extension PythonToken {
  func isSpelled(_ text: StaticString, in source: SourceText) -> Bool {
    guard kind != .string, length == text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { unsafe source.bytes[range].elementsEqual($0) }
  }
}
