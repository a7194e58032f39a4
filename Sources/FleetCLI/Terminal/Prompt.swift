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

  /// Asks for one of several words, of which the first letter is enough; the end of the input is `no`.
  static func choice(_ question: String, _ words: [String]) -> String {
    let shown = words.map { "[\($0.prefix(1))]\($0.dropFirst())" }.joined(separator: ", ")
    while true {
      Console.standardError.write("\(question) \(shown): ")
      guard let line = readLine() else {
        Console.standardError.write("\n")
        return "no"
      }
      let typed = line.trimmingCharacters(in: .whitespaces).lowercased()
      if let word = words.first(where: { $0 == typed || $0.prefix(1) == typed }) { return word }
    }
  }

  /// Asks about one repository of several; the end of the input is the end of the questions.
  static func review(_ question: String) -> PlanReview.Answer {
    while true {
      Console.standardError.write("\(question) [y]es, [n]o, [a]ll the rest, [e]dit, [q]uit: ")
      guard let line = readLine() else {
        Console.standardError.write("\n")
        return .quit
      }
      switch line.trimmingCharacters(in: .whitespaces).lowercased() {
      case "y", "yes": return .yes
      case "n", "no": return .no
      case "a", "all": return .all
      case "e", "edit": return .edit
      case "q", "quit": return .quit
      default: continue
      }
    }
  }
}
