/// A program to start, its arguments and its environment: all that it gets from us.
struct ProgramCommand {
  /// A path, or a name that is looked for in the environment's `PATH`.
  let program: String
  /// Without the program itself; bytes, since a repository's path may be any.
  let arguments: [[UInt8]]
  let environment: [String: String]
  /// A descriptor of ours that the program gets besides its three, and the number that it has there.
  var inherited: (descriptor: Int32, number: Int32)?

  init(_ program: String, _ arguments: [[UInt8]], environment: [String: String]) {
    self.program = program
    self.arguments = arguments
    self.environment = environment
  }

  init(_ program: String, _ arguments: [String], environment: [String: String]) {
    self.init(program, arguments.map { Array($0.utf8) }, environment: environment)
  }

  /// Makes a command of a line for the shell, to which `arguments` are added unchanged, as git runs `GIT_SSH_COMMAND`.
  init(shellLine: String, _ arguments: [[UInt8]], environment: [String: String]) {
    let script = shellLine + " \"$@\""
    self.init(
      "/bin/sh", [Array("-c".utf8), Array(script.utf8), Array(shellLine.utf8)] + arguments, environment: environment)
  }

  /// Puts `word` in single quotes for a shell, as git quotes a path for the other end of ssh: `'` and `!` are escaped.
  static func quoted(_ word: [UInt8]) -> [UInt8] {
    var result = [UInt8(ascii: "'")]
    for byte in word {
      if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "!") {
        result += [UInt8(ascii: "'"), UInt8(ascii: "\\"), byte, UInt8(ascii: "'")]
      } else {
        result.append(byte)
      }
    }
    return result + [UInt8(ascii: "'")]
  }
}
