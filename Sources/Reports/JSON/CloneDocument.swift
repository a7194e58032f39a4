import FleetCore

/// The document that `fleet clone --json` prints.
public struct CloneDocument: Encodable {
  private let schema = 1
  private let command = "clone"
  private let service: String
  private let folder: String
  private let branch: String
  private let commit: String
  private let submodules: [Submodule]
  private let notes: [String]

  private struct Submodule: Encodable {
    let path: String
    let library: String?
    let url: String
    let pin: String
    let branch: String?
    let behind: Int
  }

  public init(_ report: ServiceClone.Report) {
    (service, folder, branch, commit) = (report.service, report.folder, report.branch, report.commit.description)
    submodules = report.submodules.map {
      Submodule(
        path: $0.path, library: $0.library, url: $0.url, pin: $0.commit.description, branch: $0.branch,
        behind: $0.behind)
    }
    notes = report.notes
  }

  /// The document's text, ended by a line feed.
  public var text: String {
    get throws { try JSONDocument.text(of: self) }
  }
}
