import FleetCore
import Foundation
import Reports

/// The document of `fleet grep --json`, written in parts: a head, a line a match, and a tail.
enum GrepDocument {
  /// What ended for one repository; searched is `unchanged`.
  struct Repository: Encodable {
    let service: String
    let outcome: String
    let kind: String?
    let stage: String?
    let message: String?
    let hint: String?
    let files: Int
    let matches: Int

    init(_ result: RepositoryResult, _ findings: RepositoryFindings?) {
      service = result.service
      outcome = result.outcome.name
      kind = result.kind
      stage = if case .failed(let stage) = result.outcome { stage.rawValue } else { nil }
      message = result.message
      hint = result.hint
      files = findings?.files.count ?? 0
      matches = findings?.matchCount ?? 0
    }
  }

  private struct Match: Encodable {
    let service: String
    let path: String
    var line: Int?
    var column: Int?
    var text: String?
    var omittedBefore: Int?
    var omittedAfter: Int?
    var context: Bool?
    var count: Int?
  }

  private struct Tail: Encodable {
    let repositories: [Repository]
    let schema = 1
    let summary: [String: Int]
  }

  static let head = "{\n  \"command\" : \"grep\",\n  \"matches\" : ["

  /// One line of JSON for each line that was found, or for the file where only files or counts were asked for.
  static func matches(in file: FileFindings, of service: String, _ detail: SearchQuery.Detail) -> [String] {
    var entry = Match(service: service, path: file.path.description)
    switch detail {
    case .files: return [text(of: entry)]
    case .counts:
      entry.count = file.content.matchCount
      return [text(of: entry)]
    case .lines:
      return file.content.lines.map { line in
        (entry.line, entry.column) = (line.number, line.column)
        entry.text = String(decoding: line.text, as: UTF8.self)
        entry.omittedBefore = line.omittedBefore > 0 ? line.omittedBefore : nil
        entry.omittedAfter = line.omittedAfter > 0 ? line.omittedAfter : nil
        entry.context = line.isMatch ? nil : true
        return text(of: entry)
      }
    }
  }

  /// - Parameter isEmpty: whether no match was written.
  static func tail(isEmpty: Bool, _ repositories: [Repository], matches: Int, files: Int) throws -> String {
    let summary = repositories.reduce(into: ["total": repositories.count, "matches": matches, "files": files]) {
      $0[$1.outcome, default: 0] += 1
    }
    let document = try JSONDocument.text(of: Tail(repositories: repositories, summary: summary))
    return (isEmpty ? "]," : "\n  ],") + document.dropFirst()
  }

  private static func text(of match: Match) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Texts and whole numbers can always be written.
    return (try? encoder.encode(match)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}
