import Changes
import Codemods
import Foundation
import Git

/// The program `ast-grep`, which searches copies of files in a folder that lives as long as the search.
public struct AstGrep: ProgramHost, Sendable {
  private let environment: [String: String]
  private let cancellation: Cancellation
  /// A search over the files of one repository takes a second; a rule that never ends must not hold the run.
  private let timeLimit = Duration.seconds(300)

  public init(environment: ProgramEnvironment, cancellation: Cancellation) {
    self.environment = environment.variables(service: "", folder: "", campaign: nil)
    self.cancellation = cancellation
  }

  /// Refuses: this host only searches.
  public func run(_ request: ProgramRequest) throws -> ProgramResult {
    throw Refusal(
      kind: RefusalKind.script.rawValue,
      message: "\(request.step ?? "the change") runs a program, and here none can be run")
  }

  public func search(_ search: StructuralSearch) throws -> StructuralSearch.Output {
    try output(of: search)
  }

  func output(of search: StructuralSearch) throws -> StructuralSearch.Output {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("fleet-\(UUID().uuidString)")
    let folder = root.appendingPathComponent("files")
    // A folder for temporary files that can't be emptied is the system's to sweep.
    defer { try? FileManager.default.removeItem(at: root) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, bytes) in search.inputs { try Data(bytes).write(to: folder.appendingPathComponent(name)) }
    let (matches, report) = (root.appendingPathComponent("matches"), root.appendingPathComponent("report"))
    let program = Program(
      arguments: ["ast-grep"] + search.arguments, folder: folder.path(percentEncoded: false),
      environment: environment, timeLimit: timeLimit, logPath: report.path(percentEncoded: false),
      standardOutputPath: matches.path(percentEncoded: false))
    switch program.runBlocking(until: cancellation) {
    // 1 says that there is a match of a rule that its author calls an error.
    case .exited(status: 0), .exited(status: 1):
      return .init(matches: Array(try Data(contentsOf: matches)), report: Array(try Data(contentsOf: report)))
    case .notStarted:
      throw refusal("ast-grep is not installed, and a \"rewrite\" step needs it: it is in the pip package ast-grep-cli")
    case .interrupted:
      throw ProgramFailure(message: "ast-grep was interrupted", logPath: nil, isInterruption: true)
    case let ending:
      throw refusal("ast-grep \(ending.words): \(Self.reason(in: try Data(contentsOf: report)))")
    }
  }

  private func refusal(_ message: String) -> Refusal {
    Refusal(kind: RefusalKind.script.rawValue, message: message)
  }

  /// The causes that ast-grep draws as a tree, in one line.
  private static func reason(in report: Data) -> String {
    let lines = String(decoding: report, as: UTF8.self).split(separator: "\n").map(String.init)
    let causes = lines.filter { $0.contains("╰▻") }.map {
      $0.replacing("╰▻", with: "").trimmingCharacters(in: .whitespaces)
    }
    let telling = causes.isEmpty ? lines.filter { $0.hasPrefix("Error:") || $0.hasPrefix("error:") } : causes
    return (telling.isEmpty ? Array(lines.suffix(1)) : telling).joined(separator: " ")
  }
}
