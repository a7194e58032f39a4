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
  /// The address with who asks in it, if it says so.
  private let origin: RemoteURL
  /// The server's name for messages.
  let host: String
  /// The credentials of the URL, if it has any; then nobody else's are tried.
  private let ofURL: Credential?
  /// The user that the URL names without a password.
  private let user: String?
  private let tokens: [Credential]
  /// What the user's own headers hold, which a server may say again.
  private let headerSecrets: [String]

  init(_ remote: RemoteTarget, in context: OperationContext) throws(GitError) {
    self.context = context
    let parsed = try RemoteURL(parsing: remote.text)
    let isWeb = parsed.scheme == .http || parsed.scheme == .https
    text = isWeb ? parsed.redacted : remote.text
    url = try RemoteURL(parsing: text)
    origin = parsed
    host = parsed.scheme == .file ? parsed.path.printable : parsed.hostAndPort
    ofURL = parsed.password.map { Credential(user: parsed.user ?? "", password: $0, source: .url) }
    user = isWeb && parsed.password == nil ? parsed.user : nil
    let options = isWeb ? HttpOptions(for: parsed, isRedirected: false, context.settings) : nil
    headerSecrets = options?.secrets.filter { $0.utf8.count > 3 } ?? []
    // Headers of the user's that say who asks are the only ones that do.
    let isFree = isWeb && parsed.password == nil && options?.hasAuthorization != true
    tokens = isFree ? TokenVariables(context.settings).credentials(for: parsed) : []
  }

  /// How a call ended.
  struct Answer {
    let status: ChildProgram.ExitStatus
    let output: [UInt8]
    /// All that it said, without secrets.
    let lines: [String]
    /// Why we ourselves got no connection.
    let unconnected: NetworkFailure?

    /// What the server and its hooks said, without the mark that git puts in front.
    var serverLines: [String] { GitWords.serverLines(lines) }
  }

  /// A listing of more is none that a server sends in earnest.
  private static let outputLimit = 1 << 28

  /// Runs `git ARGUMENTS` with `input`, from the root folder: a repository that somebody stands in has no say here.
  private func run(
    _ arguments: [String], input: String, handed: (any HandedSecret)?
  ) throws(NetworkFailure) -> Answer {
    let unconnected = try ConnectProbe.run(url, in: context)
    var environment = GitEnvironment(context.settings)
    environment.name(url, text: text, in: context)
    if let user { environment.set("credential.\(url.scheme.rawValue)://\(url.hostAndPort).username", user) }
    handed?.apply(to: &environment, for: url, context.settings.configuration)
    var command = ProgramCommand("git", ["-C", "/"] + arguments, environment: environment.all)
    if let handed { command.inherited = (handed.descriptor, inheritedSecret) }
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
    let lines = words.lines.map { line in
      headerSecrets.reduce(handed?.redacting(line) ?? line) { $0.replacing($1, with: "***") }
    }
    return Answer(status: status, output: output, lines: lines, unconnected: unconnected)
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
    var refused: [String] = []
    var last = NetworkFailure(.authentication, host: host, "\(host) wants credentials")
    for proof in GitProof.all(ofURL: ofURL, tokens: tokens) {
      let handed = proof.handed(for: url)
      if proof.origin != nil, handed == nil { continue }
      let answer = try run(arguments, input: input, handed: handed)
      if accepts(answer) { return answer }
      last = failure(of: answer)
      if last.kind != .authentication, !proof.isStopped(by: last) { throw last }
      if let origin = proof.origin, !refused.contains(origin) { refused.append(origin) }
    }
    if !refused.isEmpty { last.message = "\(host) refused the credentials of \(refused.joined(separator: ", "))" }
    throw last
  }

  /// What git says tells most; what it has no words for, or the same in fewer, the look before it has told.
  private func failure(of answer: Answer) -> NetworkFailure {
    let said = GitFailure.make(url, host: host, status: answer.status, words: answer.lines, limits: context.limits)
    guard let unconnected = answer.unconnected, [.other, unconnected.kind].contains(said.kind) else { return said }
    return unconnected
  }

  /// Throws where the server has no git behind it: git takes a page that isn't even one line for a repository without
  /// references, and every branch would be gone.
  func requireSmartServer() throws(NetworkFailure) {
    guard url.scheme == .http || url.scheme == .https else { return }
    do throws(NetworkFailure) {
      let exchange = try HttpExchange(origin, in: context)
      defer { exchange.close() }
      try exchange.perform(HttpRequest(service: .uploadPackReferences, body: .none)).close()
    } catch  where ![.notARepository, .timedOut, .cancelled].contains(error.kind) {
      // Git got its answer by ways that we don't know.
    }
  }
}
