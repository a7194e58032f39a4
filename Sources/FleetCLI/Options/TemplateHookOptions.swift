import ArgumentParser
import FleetCore

/// Whether hooks of templates run when services are rendered again.
struct TemplateHookOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Whether the template's hooks run: yes or no. Else those that are trusted. A folder's are by yes only.",
      valueName: "how"))
  var acceptHooks: String?

  @Option(help: ArgumentHelp("Limit of one hook. Else 10m.", valueName: "time"))
  var hookTimeout: DurationArgument?

  func validate() throws {
    if let acceptHooks, HookTrust.Wish(rawValue: acceptHooks) == nil {
      throw ValidationError("--accept-hooks must be yes or no, not \(acceptHooks)")
    }
  }

  /// Returns whose hooks run.
  ///
  /// - Throws: where the list of trusted templates can't be read.
  func trust(_ live: LiveEnvironment) throws -> HookTrust {
    do throws(StampError) {
      return try HookTrust(
        TrustStore(environment: live.variables), wish: acceptHooks.flatMap(HookTrust.Wish.init),
        timeLimit: hookTimeout?.duration ?? .seconds(600))
    } catch {
      throw CommandError(error)
    }
  }

  /// The words of a command line that say the same.
  var words: [String] {
    (acceptHooks.map { ["--accept-hooks", $0] } ?? [])
      + (hookTimeout.map { ["--hook-timeout", $0.defaultValueDescription] } ?? [])
  }
}
