import Foundation

/// One call of the git program that asks a remote, under an operation's limits.
///
/// The program has a process group of its own, no terminal and no prompt. What it says counts as a sign of life, so git is
/// told to show how far it is.
struct GitCall {
  let context: OperationContext
  /// The remote's address as git is told it: for http without user info.
  let text: String
  let url: RemoteURL
  /// The server's name for messages.
  let host: String
  /// The credentials of the URL, if it has any; then nobody else's are tried.
  private let ofURL: Credential?
  /// The user that the URL names without a password.
  private let user: String?
  private let tokens: [Credential]

  init(_ remote: RemoteTarget, in context: OperationContext) throws(GitError) {
    self.context = context
    let parsed = try RemoteURL(parsing: remote.text)
    let isWeb = parsed.scheme == .http || parsed.scheme == .https
    text = isWeb ? parsed.redacted : remote.text
    url = try RemoteURL(parsing: text)
    host = parsed.scheme == .file ? parsed.path.printable : parsed.hostAndPort
    ofURL = parsed.password.map { Credential(user: parsed.user ?? "", password: $0, source: .url) }
    user = isWeb && parsed.password == nil ? parsed.user : nil
    tokens = isWeb && parsed.password == nil ? TokenVariables(context.settings).credentials(for: parsed) : []
  }

  /// How a call ended.
  struct Answer {
    let status: ChildProgram.ExitStatus
    let output: [UInt8]
    /// All that it said, without secrets.
    let lines: [String]

    /// What the server and its hooks said, without the mark that git puts in front.
    var serverLines: [String] { GitWords.serverLines(lines) }
  }

  /// A listing of more is none that a server sends in earnest.
  private static let outputLimit = 1 << 28

  /// Runs `git ARGUMENTS` with `input`, from the root folder: a repository that somebody stands in has no say here.
  func run(
    _ arguments: [String], input: String = "", credential: Credential? = nil
  ) throws(NetworkFailure) -> Answer {
    var environment = GitEnvironment(context.settings)
    environment.name(url, text: text, in: context)
    if let user { environment.set("credential.\(url.scheme.rawValue)://\(url.hostAndPort).username", user) }
    let handed = credential.flatMap { GitCredential($0) }
    handed?.apply(to: &environment, for: url, context.settings.configuration)
    var command = ProgramCommand("git", ["-C", "/"] + arguments, environment: environment.all)
    if let handed { command.inherited = (handed.descriptor, GitCredential.inheritedDescriptor) }
    var words = GitWords()
    let stream = try ProgramStream(command, host: host, in: context, onErrors: { words.append($0) })
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    try write(input, to: stream)
    while true {
      let count = try buffer.withUnsafeMutableBufferPointer { bytes throws(NetworkFailure) in
        try stream.read(into: UnsafeMutableRawBufferPointer(bytes))
      }
      if count == 0 { break }
      guard output.count + count <= GitCall.outputLimit else {
        throw NetworkFailure(.corrupt, host: host, "\(host) has more to list than can be true")
      }
      output += buffer[..<count]
    }
    let status = stream.finish() ?? stream.close()
    words.end()
    withExtendedLifetime(handed) {}
    let lines = words.lines.map { handed?.redacting($0) ?? $0 }
    return Answer(status: status, output: output, lines: lines)
  }

  private func write(_ input: String, to stream: ProgramStream) throws(NetworkFailure) {
    do throws(NetworkFailure) {
      try Array(input.utf8).withUnsafeBufferPointer { bytes throws(NetworkFailure) in
        try stream.write(UnsafeRawBufferPointer(bytes))
      }
    } catch  where error.kind == .unreachable {
      // It ended before it had read everything: why, it tells by its errors.
    }
    stream.closeInput()
  }

  /// Runs a call that has to succeed; a server that refuses one credential gets the next, and in the end none but
  /// those that git finds by itself.
  func runAuthenticated(
    _ arguments: [String], input: String = "", accepts: (Answer) -> Bool = { $0.status == .exited(0) }
  ) throws(NetworkFailure) -> Answer {
    let candidates: [Credential?] = if let ofURL { [ofURL] } else { tokens.map(Optional.some) + [nil] }
    var last: NetworkFailure?
    for credential in candidates {
      let answer = try run(arguments, input: input, credential: credential)
      if accepts(answer) { return answer }
      let failure = GitFailure.make(
        url, host: host, status: answer.status, words: answer.lines, limits: context.limits)
      if failure.kind != .authentication { throw failure }
      last = failure
    }
    throw last ?? NetworkFailure(.authentication, host: host, "\(host) wants credentials")
  }
}
