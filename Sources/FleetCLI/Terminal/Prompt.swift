import Foundation

/// Questions to the person at the terminal.
struct Prompt {
  enum Answer {
    case yes
    case no
    case diff
  }

  /// Asks once more after an answer that isn't one; the end of the input is a no.
  static func confirm(_ question: String) -> Answer {
    while true {
      Console.standardError.write("\(question) [y]es, [n]o, show the [d]iff: ")
      guard let line = readLine() else {
        Console.standardError.write("\n")
        return .no
      }
      switch line.trimmingCharacters(in: .whitespaces).lowercased() {
      case "y", "yes": return .yes
      case "n", "no": return .no
      case "d", "diff": return .diff
      default: continue
      }
    }
  }
}
