import ArgumentParser
import Codemods

/// What is asked of the programs that a codemod brings along.
struct ProgramOptions: ParsableArguments {
  @Flag(help: "Run each program of a run step a second time, on its own result: it must change nothing then.")
  var twice = false

  @Flag(help: "Refuse where a formatter touches files or lines that the edits didn't, instead of reporting it.")
  var strictFormat = false

  /// The options as they are typed.
  var words: [String] { (twice ? ["--twice"] : []) + (strictFormat ? ["--strict-format"] : []) }

  /// Returns the change as the options want it planned.
  func applied(to change: CodemodChange) -> CodemodChange {
    var change = change
    change.runsProgramsTwice = twice
    return change
  }
}
