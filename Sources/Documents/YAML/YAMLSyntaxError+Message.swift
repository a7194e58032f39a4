extension YAMLSyntaxError {
  /// Whether libyaml's own limit was passed. It reads ahead, so it may come to that before our lower one does.
  var isDepth: Bool { problem.hasPrefix("Maximum nesting level reached") }

  /// The error in our words where libyaml's are hard to follow: what was expected and what to do.
  var message: String {
    switch problem {
    case "found character that cannot start any token":
      "a value can't begin like this; indent with spaces, not tabs, and put text with signs in front in quotes"
    case "mapping values are not allowed in this context":
      "\":\" isn't allowed here; indent the line like its neighbours, or put the text in quotes"
    case "could not find expected ':'":
      "expected \":\" after the key"
    case "did not find expected key":
      "expected a key here; is the line indented like its neighbours?"
    case "did not find expected '-' indicator":
      "expected \"- \" here; is the line indented like its neighbours?"
    case "did not find expected ',' or ']'":
      "expected \",\" or \"]\" in a list in brackets"
    case "did not find expected ',' or '}'":
      "expected \",\" or \"}\" in a mapping in braces"
    case "found unexpected end of stream":
      "the text in quotes isn't closed"
    case "block sequence entries are not allowed in this context":
      "\"- \" isn't allowed here; a list begins on a line of its own"
    case "found a tab character that violates indentation",
      "found a tab character where an indentation space is expected":
      "a tab can't be used for indentation"
    case "did not find expected whitespace or line break", "did not find expected comment or line break":
      "expected a space, a comment or the end of the line"
    case "control characters are not allowed":
      "control characters aren't allowed; write an escape in double quotes"
    case "found unknown escape character":
      "the text in double quotes has an unknown escape; a backslash itself is written \\\\"
    case "found undefined tag handle":
      "tags aren't allowed"
    case "did not find expected <document start>":
      "expected the end of the document; is the line indented like its neighbours?"
    default:
      context.isEmpty ? problem : "\(problem) \(context)"
    }
  }
}
