import Changes
import Jinja

/// What was answered when a project was stamped, read off its paths and lines.
public struct AnswerGuess: Sendable {
  /// Lines with less of the template's own in them could be anything.
  private static let leastWeight = 4

  /// The values by variable, as texts; only of variables that stand somewhere by themselves.
  public private(set) var values: [String: String] = [:]

  /// - Parameters:
  ///   - name: the project's name, in case its folder is named by a variable.
  ///   - paths: all files of the project.
  ///   - content: a file's bytes.
  public init(
    of template: ProjectTemplate, named name: String, paths: [TreePath], content: (TreePath) throws -> [UInt8]
  ) throws {
    let blueprint = try template.blueprint(for: template.variables.members)
    let settings = blueprint.engine.settings
    func pattern(_ text: Substring) -> TagPattern? {
      TagPattern(text, variableStart: settings.variableStart, variableEnd: settings.variableEnd)
    }
    var votes = Votes()
    let folder = pattern(Substring(String(decoding: blueprint.root.name, as: UTF8.self)))
    votes.add(folder?.values(in: Substring(name)))
    let files = blueprint.folders.flatMap(\.files).filter { !$0.isBinary }
    let texts = paths.map(\.description)
    for file in files {
      guard let pattern = pattern(Substring(file.path)), !pattern.isPlain else { continue }
      let found = texts.compactMap { pattern.values(in: Substring($0)) }
      if Set(found).count == 1 { votes.add(found.first) }
    }
    let known = Set(paths)
    for file in files {
      guard let text = pattern(Substring(file.path))?.filled(votes.winners), known.contains(TreePath(text)),
        let source = file.source
      else { continue }
      let lines = Self.lines(try content(TreePath(text)))
      for line in Self.lines(source.content) {
        guard let pattern = pattern(line), !pattern.isPlain, pattern.weight >= Self.leastWeight else { continue }
        let found = Set(lines.compactMap { pattern.values(in: $0) })
        if found.count == 1 { votes.add(found.first) }
      }
    }
    let names = Set(template.variables.publicNames)
    values = votes.winners.filter { names.contains($0.key) }
  }

  private static func lines(_ content: [UInt8]) -> [Substring] {
    String(decoding: content, as: UTF8.self).split { $0 == "\n" || $0 == "\r\n" }
  }

  /// How often each value was read for each variable.
  private struct Votes {
    private var counts: [String: [String: Int]] = [:]

    mutating func add(_ values: [String: String]?) {
      for (name, value) in values ?? [:] { counts[name, default: [:]][value, default: 0] += 1 }
    }

    /// The value that was read most often, the first by its text of several.
    var winners: [String: String] {
      counts.compactMapValues { counts in
        counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
      }
    }
  }
}
