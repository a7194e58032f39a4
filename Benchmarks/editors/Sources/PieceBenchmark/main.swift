import Foundation
import Git
import Jinja
import Patterns

// PieceBenchmark FOLDER: prints how fast the other hot pieces are on one core, each the best of five times. FOLDER is empty; a bare
// repository is made in it.

/// Seconds of the processor that the process has had.
func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Returns the processor's seconds of the fastest of five times.
func best(_ work: () throws -> Void) rethrows -> Double {
  var best = Double.infinity
  for _ in 0..<5 {
    let start = processorTime()
    try work()
    best = min(best, processorTime() - start)
  }
  return best
}

func report(_ what: String, _ number: Double, _ unit: String) {
  let name = what.padding(toLength: 64, withPad: " ", startingAt: 0)
  print("  \(name) \(String(format: "%12.1f", number)) \(unit)")
}

/// The lines of one of many files of source code.
func source(_ number: Int, lineCount: Int = 200) -> [UInt8] {
  var text = "import os\n\n"
  for line in 0..<lineCount {
    text +=
      "def handler_\(line)(request, value=\(number + line)):\n    return client.get(timeout=value, retries=\(line % 5))\n\n"
  }
  if number % 100 == 0 { text += "CONNECT_TIMEOUT = \(number)\n" }
  return Array(text.utf8)
}

func scan() throws {
  let files = (0..<1000).map { source($0) }
  let megabytes = Double(files.reduce(0) { $0 + $1.count }) / 1e6
  for text in ["CONNECT_TIMEOUT\\s*=\\s*(\\d+)", "(?i)connect_timeout", "\\b(get|post)\\(.*timeout=(\\w+)"] {
    let pattern = try Pattern(text)
    var count = 0
    let seconds = try best { count = try files.reduce(0) { try $0 + pattern.matches(in: $1).count } }
    guard count > 0 else { throw Failure(words: "nothing was found of \(text)") }
    report("scan: \(text)", megabytes / seconds, "MB/s")
  }
  let globs = [try Glob("**/settings*.py"), try Glob("src/{main,test}/**/*.{yml,yaml}"), try Glob("*.json")]
  let paths = (0..<20_000).map { Array("src/main/package_\($0 % 97)/module_\($0 % 13)/settings_\($0).py".utf8) }
  var count = 0
  let seconds = best { count = paths.reduce(0) { sum, path in sum + globs.count { $0.matches(path) } } }
  guard count == paths.count else { throw Failure(words: "the globs matched \(count) paths") }
  report("globs: three against a path", Double(paths.count) / seconds / 1000, "thousand paths/s")
}

func render() throws {
  let text = """
    # {{ name | title }}
    {% for service in services %}{% if service.port > 8003 -%}
    {{ loop.index }}. {{ service.name | upper }} on port {{ service.port }}{{ ", " if not loop.last }}
    {%- endif %}{% endfor %}
    {% macro line(key, value) %}{{ key }} = {{ value | default("none") }}{% endmacro %}
    {% for number in range(100) %}{{ line("key_" ~ number, number * 2) }}
    {% endfor %}
    """
  let environment = Environment()
  let variables: [String: Value] = ["name": .string("billing")]
  let prelude =
    "{% set services = ["
    + (0..<10).map { "{'name': 'service-\($0)', 'port': \(8000 + $0)}" }.joined(separator: ", ") + "] %}"
  let count = 200
  let template = try environment.template(source: prelude + text)
  let rendering = try best { for _ in 0..<count { _ = try template.render(variables) } }
  report("Jinja: rendering a template of 120 lines of output", Double(count) / rendering, "a second")
  let compiling = try best { for _ in 0..<count { _ = try environment.template(source: prelude + text) } }
  report("Jinja: compiling it", Double(count) / compiling, "a second")
}

func merge(in folder: String) throws {
  let repository = try Repository(creatingBare: folder + "/merge.git")
  func edit(_ number: Int, _ bytes: [UInt8]) -> TreeEntryEdit {
    TreeEntryEdit(
      pathBytes: Array("app/part_\(number % 10)/module_\(number).py".utf8), action: .write(bytes, mode: 0o100644))
  }
  let ancestor = try repository.writeTree(base: nil, edits: (0..<200).map { edit($0, source($0)) })
  let ours = try repository.writeTree(
    base: ancestor, edits: (0..<40).map { edit($0, Array("# ours\n".utf8) + source($0)) })
  let theirs = try repository.writeTree(
    base: ancestor, edits: (20..<60).map { edit($0, source($0) + Array("# theirs\n".utf8)) })
  let count = 10
  let seconds = try best {
    for _ in 0..<count {
      let scratch = try Repository.scratch(at: folder + "/merge.git")
      guard case .merged = try scratch.mergeTrees(ancestor: ancestor, ours: ours, theirs: theirs) else {
        throw Failure(words: "the merge has conflicts")
      }
    }
  }
  report("merge: trees of 200 files, 40 changed on each side, 20 on both", Double(count) / seconds, "a second")
}

struct Failure: Error {
  let words: String
}

guard CommandLine.arguments.count == 2 else {
  FileHandle.standardError.write(Data("PieceBenchmark FOLDER\n".utf8))
  exit(1)
}
try scan()
try render()
try merge(in: CommandLine.arguments[1])
