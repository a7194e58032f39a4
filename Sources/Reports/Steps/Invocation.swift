/// The command line that carries a change, without its selection, as a report suggests it again.
public struct Invocation: Sendable, Equatable {
  /// The command and what it carries, such as `["apply", "bump-timeout.json", "--param", "seconds=60"]`.
  public let words: [String]
  /// What has to stand behind all options, such as `["--", "make", "lint"]`.
  public let tail: [String]

  public init(words: [String]) {
    self.init(words: words, tail: [])
  }

  public init(words: [String], tail: [String]) {
    self.words = words
    self.tail = tail
  }

  func adding(_ more: String...) -> Invocation { Invocation(words: words + more, tail: tail) }

  /// Returns it for these services alone; for all where they are too many for a line, since what is done isn't repeated.
  func selecting(_ services: [String]) -> Invocation {
    services.count > 20 ? self : adding("--select", services.joined(separator: ","))
  }

  /// Returns it without an option and its value.
  func without(_ option: String) -> Invocation {
    guard let index = words.firstIndex(of: option) else { return self }
    return Invocation(words: Array(words[..<index] + words[index...].dropFirst(2)), tail: tail).without(option)
  }

  /// Returns it without a flag.
  func without(flag: String) -> Invocation { Invocation(words: words.filter { $0 != flag }, tail: tail) }

  /// Returns another command for the same manifest.
  func command(_ name: String) -> Invocation {
    guard let index = words.firstIndex(of: "--manifest") else { return Invocation(words: [name]) }
    return Invocation(words: [name] + words[index...].prefix(2))
  }

  /// The line to type in a POSIX shell.
  public var line: String { CommandLineText.quoted(["fleet"] + words + tail) }
}

/// Words as a line to type in a POSIX shell.
public enum CommandLineText {
  public static func quoted(_ words: [String]) -> String { words.map(quoted).joined(separator: " ") }

  private static func quoted(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy { scalar in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "_", "-", ".", "/", ":", "=", "@", "%", "+", ",": true
      default: false
      }
    }
    guard word.isEmpty || !isPlain else { return word }
    return "'\(word.replacing("'", with: #"'\''"#))'"
  }
}
