import FleetCore
import Reports
import Templates

/// Decides whether a template's hooks run.
struct HookConsent {
  /// What `--accept-hooks` says.
  enum Wish: String, CaseIterable {
    case yes, no, ask
  }

  let live: LiveEnvironment
  /// Nil where the option isn't given: then hooks that nobody trusts, where nobody can be asked, are left out with a note.
  let wish: Wish?
  let template: OpenedTemplate

  private var store: TrustStore { TrustStore(environment: live.variables) }

  /// Returns whether these hooks run; shows them where it asks.
  func decide(_ hooks: [HookScript]) throws -> Bool {
    guard !hooks.isEmpty, wish != .no else { return false }
    do {
      if try store.trusts(template) { return true }
    } catch {
      throw CommandError(error)
    }
    let entry = TrustStore.Entry(template)
    // Nothing binds a folder's hooks to what they are now: who says yes means the folder.
    if wish == .yes, entry == nil { return true }
    guard live.canAsk else { return try withoutAsking(hooks, entry) }
    Console.standardError.write(Self.text(of: hooks))
    switch Prompt.choice("Run these hooks?", entry == nil ? ["yes", "no"] : ["yes", "no", "trust"]) {
    case "yes": return true
    case "trust":
      do { if let entry { try store.add(entry) } } catch { throw CommandError(error) }
      return true
    default: return false
    }
  }

  private func withoutAsking(_ hooks: [HookScript], _ entry: TrustStore.Entry?) throws -> Bool {
    let paths = hooks.map(\.path).joined(separator: ", ")
    let trust = entry.map { "fleet trust add \($0.url) --checkout \($0.commit.prefix(12))" } ?? "--accept-hooks yes"
    guard wish == nil else {
      let reason =
        wish == .yes
        ? "hooks of a repository run only when it is trusted at this commit" : "there is no terminal to ask on"
      throw CommandError(message: "\(paths): \(reason)", hint: "\(trust), or --accept-hooks no")
    }
    Console.standardError.write("the template's hooks are not trusted and don't run: \(paths)\nhint: \(trust)\n")
    return false
  }

  /// The hooks as a person reads them before they run.
  static func text(of hooks: [HookScript]) -> String {
    hooks.map { hook in
      let text = String(decoding: hook.content, as: UTF8.self)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
        "    \(String($0).showingControls)"
      }
      let body = lines.last == "    " ? lines.dropLast() : lines[...]
      return "\(hook.path.showingControls) (\(Self.moment(hook.moment))):\n\(body.joined(separator: "\n"))\n"
    }.joined(separator: "\n")
  }

  private static func moment(_ moment: HookScript.Moment) -> String {
    switch moment {
    case .beforeQuestions: "runs before the questions"
    case .beforeFiles: "runs before the files are written"
    case .afterFiles: "runs after the files are written"
    }
  }
}
