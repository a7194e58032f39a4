/// The credentials that people have set up for git, through `git credential` (git-credential(1)): it knows the helpers,
/// their order and their configuration. It is never let to ask at the terminal.
struct CredentialHelper {
  private let context: OperationContext
  /// The server's name for messages.
  private let host: String

  init(_ context: OperationContext, host: String) {
    self.context = context
    self.host = host
  }

  /// What a credential is for, in `git credential`'s words.
  struct Request: Equatable {
    let scheme: String
    let host: String
    /// Without its first slash; git leaves it out unless `credential.useHttpPath` is set.
    let path: String
    let user: String?

    init(scheme: String, host: String, path: String, user: String?) {
      self.scheme = scheme
      self.host = host
      self.path = path
      self.user = user
    }

    init(_ url: RemoteURL) {
      let path = RemoteURLParser.decoded(Array(url.path.utf8)[...]).map { String(decoding: $0, as: UTF8.self) }
      self.init(
        scheme: url.scheme.rawValue, host: url.hostAndPort, path: String((path ?? url.path).drop { $0 == "/" }),
        user: url.user)
    }

    /// The protocol's lines; nil where a value has a line break or a NUL, which would become another line.
    func lines(user: String?, password: Secret?) -> String? {
      let pairs: [(String, String?)] = [
        ("protocol", scheme), ("host", host), ("path", path.isEmpty ? nil : path),
        ("username", user ?? self.user), ("password", password?.exposed),
      ]
      var text = ""
      for case (let name, let value?) in pairs {
        if value.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D || $0 == 0 }) { return nil }
        text += "\(name)=\(value)\n"
      }
      return text + "\n"
    }
  }

  /// Asks for a credential; nil where nobody knows one, with git's words about that.
  func fill(_ request: Request) throws(NetworkFailure) -> (credential: Credential?, words: [String]) {
    guard let lines = request.lines(user: nil, password: nil) else { return (nil, []) }
    let (output, status, words) = try run("fill", lines)
    guard status == .exited(0) else { return (nil, words) }
    var user = request.user
    var password: String?
    for line in output.split(separator: UInt8(ascii: "\n")) {
      let text = String(decoding: line, as: UTF8.self)
      if text.hasPrefix("username=") { user = String(text.dropFirst("username=".count)) }
      if text.hasPrefix("password=") { password = String(text.dropFirst("password=".count)) }
    }
    guard let user, let password else { return (nil, words) }
    return (Credential(user: user, password: Secret(password), source: .helper), [])
  }

  /// Tells the helpers that the server took the credential, so that they may keep it.
  func approve(_ credential: Credential, _ request: Request) {
    tell("approve", credential, request)
  }

  /// Tells the helpers that the server refused the credential, so that they forget it.
  func reject(_ credential: Credential, _ request: Request) {
    tell("reject", credential, request)
  }

  private func tell(_ verb: String, _ credential: Credential, _ request: Request) {
    guard let lines = request.lines(user: credential.user, password: credential.password) else { return }
    // What helpers make of it is their own affair: the operation is decided already.
    _ = try? run(verb, lines)
  }

  private func run(
    _ verb: String, _ input: String
  ) throws(NetworkFailure) -> ([UInt8], ChildProgram.ExitStatus, [String]) {
    var environment = context.settings.environment
    environment["GIT_TERMINAL_PROMPT"] = "0"
    // From the root folder: a repository that somebody stands in has no say about fleet's remotes.
    let command = ProgramCommand("git", ["-C", "/", "credential", verb], environment: environment)
    let program = try ProgramStream(command, host: "git credential for \(host)", in: context)
    try Array(input.utf8).withUnsafeBufferPointer { bytes throws(NetworkFailure) in
      try program.write(UnsafeRawBufferPointer(bytes))
    }
    program.closeInput()
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while output.count < 1 << 16 {
      let count = try buffer.withUnsafeMutableBufferPointer { bytes throws(NetworkFailure) in
        try program.read(into: UnsafeMutableRawBufferPointer(bytes))
      }
      if count == 0 { break }
      output += buffer[..<count]
    }
    let status = program.finish() ?? program.close()
    return (output, status, program.lastErrorLines)
  }
}
