import ArgumentParser
import Changes
import FleetCore

/// `fleet submodules add`
struct SubmodulesAddCommand: PinCampaignCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Add a library as a submodule to services.",
    discussion: """
      One commit a service adds the gitlink and an entry at the end of .gitmodules, written as the other entries are. The \
      commit to pin is where the library's "follow" leads, or --rev; it has to be on a trusted ref. Services that have \
      the library are left alone. It goes to a branch fleet/add-LIBRARY unless --branch or --direct say otherwise.

      EXAMPLES
        fleet submodules add payments-api --select billing
        fleet submodules add payments-api --path vendor/payments --url ../payments-api.git --rev v1.4.2
      """)

  @Argument(help: "The library, as fleet.yaml names it.")
  var library: String

  @Option(help: ArgumentHelp("Where it goes. Else the manifest's path, else libs/LIBRARY.", valueName: "path"))
  var path: String?

  @Option(
    help: ArgumentHelp(
      "The URL in .gitmodules, which may be relative as long as it leads to the library. Else the manifest's.",
      valueName: "url"))
  var url: String?

  @Option(help: ArgumentHelp("A branch, a tag or a commit. Else what the policy means.", valueName: "rev"))
  var rev: String?

  @OptionGroup var plan: PinPlanOptions
  @OptionGroup var options: CampaignOptions

  func run() async throws {
    let campaign = try await PinCampaign(self, name: "add-\(library)", kind: .submodules) { means in
      _ = try LibraryNames.checked([library], in: means.manifest)
      let text = try await means.live.files.finding("pins:targets") { try named(means).text }
      let targets = text.isEmpty ? try named(means) : PinTargets(reading: text, on: means.shelf)
      return .editing(
        SubmoduleEdit(
          .add(path: path.map { TreePath($0) }, url: url, targets: targets), of: .library(library), on: means.shelf,
          services: means.manifest.services),
        digest: [text, path ?? "", url ?? ""], name: "add-\(library)")
    }
    let given = [("--path", path), ("--url", url), ("--rev", rev)].flatMap { name, value in
      value.map { [name, $0] } ?? []
    }
    try await campaign.run(self, [library] + given)
  }

  private func named(_ means: PinCampaign.Means) throws -> PinTargets {
    do {
      return try PinTargets(rev ?? "@policy", of: library, on: means.shelf)
    } catch let error as PinRevisionError {
      throw CommandError(message: error.message, hint: error.hint)
    }
  }
}

extension PinCampaign.Work {
  /// An edit of submodules, which `undo` takes back.
  static func editing(_ edit: SubmoduleEdit, digest: [String], name: String) -> PinCampaign.Work {
    PinCampaign.Work(
      change: edit, digest: digest, message: { edit.message(for: $0) }, takingBack: { _ in "fleet undo \(name)" },
      branch: { _ in "fleet/\(name)" })
  }
}

extension PinCampaign.Means {
  /// Returns the submodule that a person names: a library of the manifest, else a path.
  func subject(_ text: String) -> SubmoduleSubject {
    manifest.library(named: text) != nil ? .library(text) : .path(TreePath(text))
  }
}

/// Names of campaigns about one submodule.
enum SubmoduleCampaignName {
  /// Returns a name that branches and files may have, such as `move-libs-api`.
  static func make(_ verb: String, _ subject: String) -> String {
    let safe = subject.unicodeScalars.map { scalar in
      let isPlain = ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
      return isPlain || scalar == "-" || scalar == "_" ? String(scalar) : "-"
    }
    return "\(verb)-\(safe.joined())"
  }
}
