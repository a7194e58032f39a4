/// Which program makes ssh connections, found in git's order: `GIT_SSH_COMMAND`, `core.sshCommand`, `GIT_SSH`, `ssh`.
enum SshProgram: Equatable {
  /// A line for the shell.
  case commandLine(String)
  /// A program's name or path, taken as it is.
  case program(String)

  init(_ settings: NetworkSettings) {
    if let line = settings.variable("GIT_SSH_COMMAND") {
      self = .commandLine(line)
    } else if let line = settings.configuration.string("core.sshcommand"), !line.isEmpty {
      self = .commandLine(line)
    } else {
      self = .program(settings.variable("GIT_SSH") ?? "ssh")
    }
  }

  /// The variant that was set or that the program's name tells; nil where only the program itself knows.
  func knownVariant(_ settings: NetworkSettings) -> SshVariant? {
    if let setting = settings.variable("GIT_SSH_VARIANT") ?? settings.configuration.string("ssh.variant"),
      let variant = SshVariant(setting: setting)
    {
      return variant
    }
    switch self {
    case .program(let program): return SshVariant(program: program)
    case .commandLine(let line): return ShellWords.first(of: line).flatMap { SshVariant(program: $0) }
    }
  }

  /// Makes the command that runs this program with `arguments`.
  func command(_ arguments: [[UInt8]], environment: [String: String]) -> ProgramCommand {
    switch self {
    case .program(let program): ProgramCommand(program, arguments, environment: environment)
    case .commandLine(let line): ProgramCommand(shellLine: line, arguments, environment: environment)
    }
  }
}

/// Words of a line as a shell would split it, as far as that is needed to know a program's name.
enum ShellWords {
  /// Returns the first word, with quotes and backslashes undone; nil where a quote isn't closed or there is no word.
  static func first(of line: String) -> String? {
    var word: [UInt8] = []
    var hasWord = false
    var quote: UInt8?
    var isEscaped = false
    for byte in line.utf8 {
      if isEscaped {
        word.append(byte)
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") && quote != UInt8(ascii: "'") {
        isEscaped = true
        hasWord = true
      } else if let open = quote {
        if byte == open { quote = nil } else { word.append(byte) }
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
        hasWord = true
      } else if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n") {
        if hasWord { break }
      } else {
        word.append(byte)
        hasWord = true
      }
    }
    return hasWord && quote == nil && !isEscaped ? String(decoding: word, as: UTF8.self) : nil
  }
}
