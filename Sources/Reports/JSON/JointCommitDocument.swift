import FleetCore

/// The document that `fleet commit --json` prints: libraries with those below them first, then the service, with the path `.`.
public struct JointCommitDocument: Encodable {
  private let schema = 1
  private let command = "commit"
  private let change: String?
  private let unfinished: Bool
  private let repositories: [Repository]
  private let problems: [Problem]
  private let summary: [String: Int]

  private struct Repository: Encodable {
    let service: String
    let path: String
    let library: String?
    let outcome: String
    let kind: String?
    let stage: String?
    let branch: String?
    let base: String?
    let commit: String?
    let message: String?
    let hint: String?
  }

  private struct Problem: Encodable {
    let path: String
    let message: String
    let hint: String?
  }

  public init(_ report: JointCommitReport) {
    change = report.change
    unfinished = report.isUnfinished
    repositories = report.results.map { result in
      var (kind, stage): (String?, String?) = (nil, nil)
      switch result.outcome {
      case .refused(let refusal): kind = refusal
      case .failed(let failed): stage = failed.rawValue
      default: break
      }
      return Repository(
        service: report.service, path: result.path, library: result.library, outcome: result.outcome.name, kind: kind,
        stage: stage, branch: result.branch, base: result.base?.description, commit: result.commit?.description,
        message: result.message, hint: result.hint)
    }
    problems = report.problems.map { Problem(path: $0.path, message: $0.message, hint: $0.hint) }
    summary = Dictionary(report.results.map { ($0.outcome.name, 1) }, uniquingKeysWith: +)
      .merging(["total": report.results.count]) { count, _ in count }
  }

  /// The document's text, ended by a line feed.
  public var text: String {
    get throws { try JSONDocument.text(of: self) }
  }
}
