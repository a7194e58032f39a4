/// How the place inside a document is written in a finding's line.
public enum PathNotation: Sendable {
  /// A JSON Pointer (RFC 6901), such as `/steps/0/path`: for codemods.
  case pointer
  /// Keys with dots and indexes in brackets, such as `services[2].url`: for the manifest.
  case dotted
}

extension Finding {
  /// Returns the finding as one line: `file:line:column: path: message; did you mean "…"?`.
  ///
  /// The path is left out where the finding is about the whole document.
  public func line(in file: String, _ notation: PathNotation) -> String {
    let place = "\(printable(file)):\(position.line):\(position.column)"
    let hint = suggestion.map { "; did you mean \(quoted($0))?" } ?? ""
    return ([place] + (path.isEmpty ? [] : [path.written(notation)]) + [message + hint]).joined(separator: ": ")
  }
}

extension [PathPart] {
  /// Returns the path as text on one line; the empty text for the root.
  public func written(_ notation: PathNotation) -> String {
    switch notation {
    case .pointer: printable(pointer)
    case .dotted: printable(dotted)
    }
  }

  /// The path as a JSON Pointer (RFC 6901), exactly: `~` is `~0` and `/` is `~1`.
  public var pointer: String {
    map { part in
      switch part {
      case .index(let index): "/\(index)"
      case .key(let key):
        "/" + key.unicodeScalars.map { $0 == "~" ? "~0" : $0 == "/" ? "~1" : String($0) }.joined()
      }
    }.joined()
  }

  private var dotted: String {
    var text = ""
    for part in self {
      switch part {
      case .index(let index): text += "[\(index)]"
      case .key(let key): text += text.isEmpty ? key : ".\(key)"
      }
    }
    return text
  }
}

/// A finding as programs read it.
public struct ReportedFinding: Sendable, Equatable, Encodable {
  public let file: String
  public let line: Int
  public let column: Int
  /// A JSON Pointer.
  public let pointer: String
  public let code: String
  public let message: String
  /// Left out where there is none.
  public let suggestion: String?

  public init(_ finding: Finding, in file: String) {
    self.file = file
    line = finding.position.line
    column = finding.position.column
    pointer = finding.path.pointer
    code = finding.code
    message = finding.message
    suggestion = finding.suggestion
  }
}
