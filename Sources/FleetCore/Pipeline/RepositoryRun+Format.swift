import Changes
import Git

extension RepositoryRun {
  /// Runs the formatters on the files that the edits wrote, in the checkout, and returns the tree that they leave.
  ///
  /// A formatter that fails ends the repository's planning; one that touches other files is refused.
  func formatted(
    _ edited: EditedRepository, by formatters: [[String]]
  ) async -> Result<ObjectID, PlanningEnd> {
    await pipeline.tests.pass { await formattedInCheckout(edited, by: formatters) }
  }

  private func formattedInCheckout(
    _ edited: EditedRepository, by formatters: [[String]]
  ) async -> Result<ObjectID, PlanningEnd> {
    do throws(StageFailure) {
      let (mirror, checkout) = (mirror, checkout)
      let lock = try await locked(.plan)
      defer { withExtendedLifetime(lock) {} }
      _ = try await processing { () throws(GitError) in
        try checkout.prepare(edited.tree, head: edited.base, from: mirror)
      }
      for formatter in formatters {
        if let end = await failure(of: formatter, on: edited) { return .failure(end) }
      }
      return try await processing { () throws(GitError) in
        let tree = try checkout.tree(in: mirror)
        let repository = try Repository(openingBare: mirror.path)
        let touched = try repository.diff(from: edited.tree, to: tree, patchLimit: 0).files.map {
          TreePath(bytes: $0.pathBytes)
        }
        guard let other = touched.first(where: { !edited.paths.contains($0) }) else { return .success(tree) }
        return .failure(
          ended(
            .refused(kind: "script"), message: "\(other): a formatter changed it, and the codemod didn't",
            base: edited.base))
      }
    } catch {
      return .failure(PlanningEnd(result: result(of: error)))
    }
  }

  /// Runs one formatter; nil where it succeeded.
  private func failure(of formatter: [String], on edited: EditedRepository) async -> PlanningEnd? {
    let program = Program(
      arguments: formatter + edited.paths.map(argument), folder: checkout.folder,
      environment: context.programEnvironment.variables(
        service: service.name, folder: checkout.folder, campaign: campaign.name),
      timeLimit: context.limits.test, logPath: logPath("format"),
      heading: ["$ \(formatter.joined(separator: " ")), on the changed files"], mark: checkout.mark)
    let ending = await program.run()
    guard !ending.isSuccess else { return nil }
    guard ending != .interrupted else { return PlanningEnd(result: interrupted) }
    var end = ended(
      .failed(stage: .plan), kind: "script",
      message: "the formatter `\(formatter.joined(separator: " "))` \(ending.words)",
      base: edited.base
    ).result
    end.logPath = logPath("format")
    return PlanningEnd(result: end)
  }

  /// The path as no program takes it for an option.
  private func argument(_ path: TreePath) -> String {
    path.bytes.first == UInt8(ascii: "-") ? "./\(path)" : path.description
  }
}
