import ArgumentParser
import FleetCore
import Foundation
import Git
import Reports

/// `fleet doctor`
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check versions, credentials, folders and every remote.",
    discussion: """
      Says of each thing that a run needs whether it is there, and asks every selected service's remote for its \
      branches. Without a manifest only this machine is looked at. Exit code 1 if anything is wrong. With --where the \
      mirrors are asked as they are.

      EXAMPLES
        fleet doctor
        fleet doctor --select billing --timeout 5s
      """)

  @OptionGroup var selection: SelectionOptions
  @OptionGroup(title: "Run") var reading: ReadingOptions
  @OptionGroup var manifest: ManifestOptions

  @Flag(help: "Print one JSON document on stdout.")
  var json = false

  private struct Document: Encodable {
    let schema = 1
    let command = "doctor"
    let checks: [Diagnosis]
  }

  func run() async throws {
    let live = LiveEnvironment.current
    var checks = Diagnosis.ofMachine(live)
    let isManifestNamed = manifest.path != nil || live.variables["FLEET_MANIFEST"] != nil
    do {
      let loaded = try LoadedManifest(manifest, live)
      let limits = reading.limits(for: loaded.manifest)
      let means = SelectionRequest.Means(
        command: "doctor", live: live, limits: limits, refresh: .none, wantsJSON: json)
      guard let selected = try await selection.request(of: loaded).result(means) else { return }
      checks += Diagnosis.of(loaded, live)
      checks += try await remotes(of: selected, limits, live)
    } catch let error as CommandError where !isManifestNamed && error.findings.isEmpty {
      checks.append(Diagnosis(subject: "manifest", state: .missing, detail: error.message, hint: error.hint))
    }
    try write(checks, live)
    if checks.contains(where: { $0.state == .wrong }) { throw ExitStatus.failures }
  }

  private func remotes(
    of selected: SelectionResult, _ limits: RunLimits, _ live: LiveEnvironment
  ) async throws -> [Diagnosis] {
    let interruption = Interruption()
    let context = try live.runContext(
      named: LiveEnvironment.runName("doctor"), limits: limits, cancellation: interruption.cancellation,
      observe: { _ in })
    let results = try await interruption.run { await RemoteCheck(context: context).run(selected.services) }
    return (results + selected.undecided).map { result in
      Diagnosis(
        subject: result.service, state: result.outcome.isFine ? .good : .wrong, detail: result.message ?? "",
        hint: result.hint)
    }
  }

  private func write(_ checks: [Diagnosis], _ live: LiveEnvironment) throws {
    guard !json else {
      Console.standardOutput.write(try JSONDocument.text(of: Document(checks: checks)))
      return
    }
    Console.standardOutput.write(TextTable(rows: checks.map { [$0.state.rawValue, $0.subject, $0.detail] }).text)
    for check in checks {
      if let hint = check.hint { Console.standardError.write("hint: \(check.subject): \(hint)\n") }
    }
  }
}
