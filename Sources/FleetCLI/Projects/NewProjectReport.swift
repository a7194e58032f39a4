import FleetCore
import Foundation
import Reports
import Templates

/// What `fleet new` says at the end.
struct NewProjectReport {
  let options: NewProject.Options
  let plan: ProjectPlan
  let project: StampedProject
  let push: RemoteLocation?
  /// The entry that was written into the manifest.
  let service: NewService?

  func write() throws {
    if options.wantsJSON { return Console.standardOutput.write(try JSONDocument.text(of: document)) }
    let folder = LiveEnvironment.current.shownPath(project.folder)
    var lines = ["made \(folder)"]
    for library in project.libraries {
      let reference = library.reference.map { " (\(Self.short($0)))" } ?? ""
      lines.append("pinned \(library.name) at \(library.commit.short)\(reference) in \(library.path)")
    }
    if let commit = project.commit, let branch = project.branch {
      lines.append("committed \(commit.short) on \(branch)")
    }
    if let push, let branch = project.branch { lines.append("pushed \(branch) to \(push)") }
    if let service { lines.append("added \(service.name) to the manifest as \(service.url)") }
    Console.standardOutput.write(lines.map { $0 + "\n" }.joined())
    for note in project.notes { Console.standardError.write("\(note)\n") }
  }

  private static func short(_ reference: String) -> String {
    reference.split(separator: "/", maxSplits: 2).last.map(String.init) ?? reference
  }

  // MARK: JSON

  private struct Document: Encodable {
    let schema = 1
    let command = "new"
    let repositories: [Repository]
    let summary: [String: Int]
    var project: Project?
  }

  private struct Repository: Encodable {
    let service: String
    let outcome: String
    var stage: String?
    var message: String?
    var branch: String?
    var commit: String?
  }

  private struct Project: Encodable {
    struct Source: Encodable {
      let source: String
      let ref: String?
      let commit: String?
      let directory: String?
    }

    struct Pin: Encodable {
      let library: String
      let path: String
      let pin: String
      let ref: String?
    }

    let folder: String
    let template: Source
    let answers: JSONAnswer
    let hooks: Bool
    let libraries: [Pin]
    let pushed: String?
    let registered: String?
    let notes: [String]
  }

  private var document: Document {
    let outcome: Outcome = push == nil ? .changed : .delivered
    let record = plan.record
    return Document(
      repositories: [
        Repository(
          service: URL(fileURLWithPath: project.folder).lastPathComponent, outcome: outcome.name,
          branch: project.branch,
          commit: project.commit?.hex)
      ],
      summary: [outcome.name: 1, "total": 1],
      project: Project(
        folder: project.folder,
        template: .init(source: record.source, ref: record.ref, commit: record.commit, directory: record.directory),
        answers: JSONAnswer(value: .mapping(record.answers)),
        hooks: plan.runsHooks,
        libraries: project.libraries.map {
          .init(library: $0.name, path: $0.path, pin: $0.commit.hex, ref: $0.reference)
        },
        pushed: push?.description, registered: service?.name, notes: project.notes))
  }

  /// Prints the document of a project that couldn't be made.
  static func write(_ error: StampError, _ options: NewProject.Options, _ plan: ProjectPlan) throws {
    let folder = try? ProjectRender(plan.template, answers: plan.answers, inputs: plan.record.inputs).folder()
    // The name that the template makes couldn't be rendered: the project's is that of the template.
    let name = folder.map { String(decoding: $0.name, as: UTF8.self) } ?? options.template
    let outcome: Outcome = error.kind == .interrupted ? .skipped : .failed(stage: .commit)
    let repository = Repository(service: name, outcome: outcome.name, message: error.message)
    Console.standardOutput.write(
      try JSONDocument.text(
        of: Document(repositories: [repository], summary: [outcome.name: 1, "total": 1])))
  }
}
