/// What options an ssh program takes, as git tells them apart (`ssh.variant` in git-config(1)).
enum SshVariant: Equatable {
  case openSSH
  case plink
  case putty
  case tortoisePlink
  /// No options at all: host and command only.
  case simple

  /// Reads a value of `ssh.variant`; nil for `auto`. What git doesn't know is OpenSSH, as in git.
  init?(setting: String) {
    switch setting {
    case "auto": return nil
    case "plink": self = .plink
    case "putty": self = .putty
    case "tortoiseplink": self = .tortoisePlink
    case "simple": self = .simple
    default: self = .openSSH
    }
  }

  /// Tells the variant from the program's name; nil where the program has to be asked.
  init?(program: String) {
    let start = program.utf8.lastIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
    var name = start.map { String(program[program.utf8.index(after: $0)...]) } ?? program
    name = name.lowercased()
    if name.utf8.count > 4, name.hasSuffix(".exe") { name.removeLast(4) }
    switch name {
    case "ssh": self = .openSSH
    case "plink": self = .plink
    case "tortoiseplink": self = .tortoisePlink
    default: return nil
    }
  }

  /// The options in front of the host, with which the program never asks anything at a terminal.
  func options(port: Int?, connectLimit: Duration) -> [String]? {
    let portOption = port.map { [self == .openSSH ? "-p" : "-P", String($0)] } ?? []
    switch self {
    case .openSSH:
      // Rounded up: ssh takes whole seconds, and 0 would mean none.
      let (seconds, rest) = connectLimit.components
      let limit = max(1, seconds + (rest > 0 ? 1 : 0))
      return ["-oBatchMode=yes", "-oConnectTimeout=\(limit)"] + portOption + ["--"]
    case .plink, .tortoisePlink: return ["-batch"] + portOption
    case .putty: return portOption
    case .simple: return port == nil ? [] : nil
    }
  }
}
