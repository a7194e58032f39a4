import FleetCore
import Foundation
import Git
import Templates

// What is kept of a stamping outside of the project.
extension NewProject {
  /// Keeps what was answered where cookiecutter keeps it, for `--replay`. A file that can't be written is only a pity.
  func keepReplay(_ answers: Answers, _ configuration: UserConfiguration, _ chosen: ChosenTemplate) {
    guard case .none = options.replay else { return }
    let folder = live.replayFolder(configuration)
    let file = "\(folder)/\(Replay.fileName(for: chosen.name))"
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data(Replay.text(of: answers).utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
    } catch {
      Console.standardError.write("\(file): could not be written; --replay won't know these answers\n")
    }
  }

  /// Keeps what a template without commits was, for updates. What can't be kept is found in the project's history, once.
  func keepTemplate(_ template: ProjectTemplate, _ digest: String) {
    do throws(GitError) {
      try TemplateShelf(live.cacheFolders).keep(template, digest: digest)
    } catch {
      Console.standardError.write("the template could not be kept for later updates: \(error)\n")
    }
  }
}

extension LiveEnvironment {
  /// Returns the folder of cookiecutter's replay files.
  func replayFolder(_ configuration: UserConfiguration) -> String {
    absolutePath(expandingHome(configuration.replayFolder ?? UserConfiguration.standardReplayFolder))
  }
}
