/// A command line of git's configuration, split as git splits it where no shell is asked: at blanks, with quotes and
/// backslashes, and nothing expanded.
enum CommandLineWords {
  /// Returns the words; nil where a quote isn't closed or a backslash is last.
  static func split(_ line: String) -> [String]? {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var characters = line.makeIterator()
    while let character = characters.next() {
      switch (character, quote) {
      case (let end, let open?) where end == open: quote = nil
      case ("\\", nil), ("\\", "\""):
        guard let escaped = characters.next() else { return nil }
        word = (word ?? "") + String(escaped)
      case ("'", nil), ("\"", nil):
        quote = character
        word = word ?? ""
      case (let blank, nil) where blank.isWhitespace:
        if let ended = word { words.append(ended) }
        word = nil
      default: word = (word ?? "") + String(character)
      }
    }
    guard quote == nil else { return nil }
    return words + (word.map { [$0] } ?? [])
  }
}
