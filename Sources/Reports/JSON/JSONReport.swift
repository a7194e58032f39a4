import FleetCore
import Foundation

/// The document that `--json` prints: version 1 of its schema, repositories sorted by service, absent fields left out.
public struct JSONReport: Encodable {
  private let schema = 1
  private let command: String
  private let campaign: String?
  private let id: String?
  private let plan: String?
  private let repositories: [Repository]
  private let summary: [String: Int]

  fileprivate struct Repository: Encodable {
    let service: String
    let outcome: String
    let kind: String?
    let stage: String?
    let message: String?
    let hint: String?
    let conflicts: [String]?
    let branch: String?
    let base: String?
    let commit: String?
    let log: String?
    let files: Int?
    let places: Int?
    let diff: String?
    let stages: [StageEntry]?
    let engine: String?
    let engineReason: String?
    let exit: Int?
    let output: String?
    let omitted: Int?
  }

  /// - Parameters:
  ///   - wantsDiffs: whether repositories carry the diffs that their results have.
  ///   - outputs: what commands printed, by service.
  public init(_ report: RunReport, wantsDiffs: Bool = true, outputs: [String: LogTail] = [:]) {
    self.command = report.command
    self.campaign = report.campaign
    self.id = report.campaignID
    self.plan = report.plan
    self.repositories = report.results.map { Repository($0, wantsDiff: wantsDiffs, outputs[$0.service]) }
    self.summary = report.counts.merging(["total": report.results.count]) { count, _ in count }
  }

  /// The document's text, ended by a line feed.
  public var text: String {
    get throws { try JSONDocument.text(of: self) }
  }
}

extension JSONReport.Repository {
  fileprivate init(_ result: RepositoryResult, wantsDiff: Bool, _ output: LogTail?) {
    var kind = result.kind
    var stage: String?
    switch result.outcome {
    case .refused(let refusalKind): kind = refusalKind
    case .failed(let failedStage): stage = failedStage.rawValue
    default: break
    }
    self.init(
      service: result.service, outcome: result.outcome.name, kind: kind, stage: stage,
      message: result.messageAndNote,
      hint: result.hint, conflicts: result.conflicts.isEmpty ? nil : result.conflicts.map(\.description),
      branch: result.branch, base: result.base?.description, commit: result.commit?.description,
      log: result.logPath, files: result.size?.fileCount, places: result.placeCount,
      diff: wantsDiff ? result.diff : nil, stages: result.stages.isEmpty ? nil : result.stages.map { StageEntry($0) },
      engine: result.gitReason.map { _ in "git" }, engineReason: result.gitReason?.words,
      exit: result.exitStatus, output: output?.text,
      omitted: output.flatMap { $0.omittedByteCount == 0 ? nil : $0.omittedByteCount })
  }
}
