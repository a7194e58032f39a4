import FleetCLI
import Foundation

extension CommandReference {
  /// Returns what the page says of a command, such as `fleet template adopt`; empty where it has no such command.
  static func section(of command: String) -> String {
    markdown.components(separatedBy: "\n## ").first { $0.hasPrefix("\(command)\n") } ?? ""
  }
}
