import FleetCore

/// What `fleet clone` prints.
public struct CloneText {
  private let report: ServiceClone.Report
  private let folder: String

  /// - Parameter folder: as it is shown.
  public init(_ report: ServiceClone.Report, folder: String) {
    self.report = report
    self.folder = folder
  }

  /// A row a working copy, the service first.
  public var text: String {
    let rows = report.submodules.map { part in
      let words = part.behind == 0 ? "" : part.behind == 1 ? "1 commit behind" : "\(part.behind) commits behind"
      return ["\(folder)/\(part.path)", part.branch ?? "-", part.commit.short, words].map(\.showingControls)
    }
    return TextTable(
      rows: [["WORKING COPY", "BRANCH", "COMMIT", "NOTE"], [folder, report.branch, report.commit.short, ""]] + rows
    ).text
  }

  /// One line for each thing that a person should know.
  public var notes: String { report.notes.map { "warning: \($0)".showingControls + "\n" }.joined() }
}
