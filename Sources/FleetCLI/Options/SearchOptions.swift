import ArgumentParser
import FleetCore

/// What is searched for and how much of it is told, in `git grep`'s words.
struct SearchOptions: ParsableArguments {
  @Argument(help: "A Perl-compatible regular expression (PCRE2).")
  var pattern: String

  @Argument(
    help: ArgumentHelp(
      "Only files with such a name, or at such a path: '*.py', main/settings.py, docs/; ! in front leaves out.",
      valueName: "globs"))
  var globs: [String] = []

  @Flag(name: [.customShort("i"), .customLong("ignore-case")], help: "Letters match in both cases.")
  var ignoresCase = false

  @Flag(
    name: [.customShort("F"), .customLong("fixed-strings")], help: "The pattern is a text; nothing in it is special.")
  var isLiteral = false

  @Flag(name: [.customShort("w"), .customLong("word-regexp")], help: "Only whole words match.")
  var wantsWords = false

  @Flag(name: [.customShort("l"), .customLong("files-with-matches")], help: "Print only the files.")
  var wantsFiles = false

  @Flag(name: [.customShort("c"), .customLong("count")], help: "Print how many lines match in each file.")
  var wantsCounts = false

  @Option(
    name: [.customShort("m", allowingJoined: true), .customLong("max-count")],
    help: "At most so many matching lines of a file.")
  var limit: Int?

  @Option(
    name: [.customShort("A", allowingJoined: true), .customLong("after-context")],
    help: "So many lines after each match too.")
  var after: Int?

  @Option(
    name: [.customShort("B", allowingJoined: true), .customLong("before-context")],
    help: "So many lines before each match too.")
  var before: Int?

  @Option(
    name: [.customShort("C", allowingJoined: true), .customLong("context")],
    help: "So many lines before and after each match too.")
  var around: Int?

  func validate() throws {
    if pattern.isEmpty { throw ValidationError("the pattern must not be empty") }
    if wantsFiles && wantsCounts { throw ValidationError("-l and -c exclude each other") }
    if let limit, limit < 1 { throw ValidationError("--max-count must be at least 1, not \(limit)") }
    for count in [after, before, around].compactMap(\.self) where !(0...1000).contains(count) {
      throw ValidationError("so many lines of context must be from 0 to 1000, not \(count)")
    }
    if hasContext && (wantsFiles || wantsCounts) { throw ValidationError("context goes with neither -l nor -c") }
  }

  /// Whether lines around matches are printed.
  var hasContext: Bool { [after, before, around].contains { $0 ?? 0 > 0 } }

  var detail: SearchQuery.Detail {
    if wantsFiles { return .files }
    return wantsCounts ? .counts : .lines(before: before ?? around ?? 0, after: after ?? around ?? 0)
  }

  /// - Throws: wrong usage that names what is wrong with the pattern or a glob.
  func query() throws -> SearchQuery {
    var reading: SearchQuery.Reading = []
    if ignoresCase { reading.insert(.ignoreCase) }
    if isLiteral { reading.insert(.literal) }
    if wantsWords { reading.insert(.words) }
    let paths: PathFilter
    do throws(SearchPathError) {
      paths = try PathFilter(globs)
    } catch {
      throw CommandError(message: "\"\(error.pattern)\" is not a glob: \(error.reason)")
    }
    do {
      return try SearchQuery(pattern, reading, paths: paths, detail: detail, limit: limit)
    } catch {
      throw CommandError(
        message: "\"\(pattern)\" is not a regular expression: \(error)", hint: "-F takes it as a text")
    }
  }
}
