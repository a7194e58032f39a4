/// One thing that a sandbox's programs find at a path.
enum SandboxMount: Equatable {
  /// The machine's own file or folder, which can't be written to; nothing where it isn't there any more.
  case readOnly(String)
  /// A folder of the machine at another path, which can be written to.
  case writable(String, at: String)
  case link(to: String, at: String)
  /// A folder with nothing of the machine in it.
  case emptyFolder(String)
  case emptyFile(String)
  /// The sandbox's own processes (proc(5)).
  case processes(String)
  /// The devices that every program needs, such as `null` and `urandom`.
  case devices(String)

  /// The words for bwrap(1).
  var arguments: [String] {
    switch self {
    case .readOnly(let path): ["--ro-bind-try", path, path]
    case .writable(let source, let path): ["--bind", source, path]
    case .link(let target, let path): ["--symlink", target, path]
    case .emptyFolder(let path): ["--tmpfs", path]
    case .emptyFile(let path): ["--ro-bind", "/dev/null", path]
    case .processes(let path): ["--proc", path]
    case .devices(let path): ["--dev", path]
    }
  }
}
