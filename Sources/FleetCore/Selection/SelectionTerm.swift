import Patterns

/// One term of a selection.
public struct SelectionTerm: Sendable {
  /// The term as it was written.
  public let text: String
  /// Where it was written: `--select`, or `--repos` with the file's name.
  public let origin: String
  public let isNegative: Bool
  private let subject: Subject
  private let glob: Glob

  private enum Subject {
    case name
    case tag
  }

  /// Reads `NAME`, `GLOB`, `tag:GLOB`, each with `!` in front or not.
  public init(parsing text: String, origin: String = "--select") throws(SelectionError) {
    var rest = Substring(text)
    self.text = text
    self.origin = origin
    self.isNegative = rest.hasPrefix("!")
    if isNegative { rest = rest.dropFirst() }
    if rest.hasPrefix("tag:") {
      self.subject = .tag
      rest = rest.dropFirst("tag:".count)
    } else {
      self.subject = .name
    }
    guard !rest.isEmpty else {
      throw SelectionError(message: "\"\(text)\" names nothing: expected a name, a glob or tag:NAME")
    }
    do {
      self.glob = try Glob(String(rest))
    } catch {
      throw SelectionError(message: "\"\(text)\" is not a glob: \(error)")
    }
  }

  /// Reads terms that are separated by commas or white space.
  public static func terms(in texts: [String], origin: String) throws(SelectionError) -> [SelectionTerm] {
    var terms: [SelectionTerm] = []
    for word in texts.flatMap({ $0.split(whereSeparator: { $0 == "," || $0.isWhitespace }) }) {
      terms.append(try SelectionTerm(parsing: String(word), origin: origin))
    }
    return terms
  }

  /// Whether the term, `!` aside, names the service.
  public func matches(_ service: Service) -> Bool {
    switch subject {
    case .name: glob.matches(Array(service.name.utf8))
    case .tag: service.tags.contains { glob.matches(Array($0.utf8)) }
    }
  }
}
