/// Reaches repositories through the `ssh` program: what people have set up in `~/.ssh` works, with every key, as it does
/// for git.
enum SshTransport {
  /// The schemes that come here; libgit2 knows the last two as transports of their own.
  static let schemes = ["ssh", "ssh+git", "git+ssh"]

  static func makeSubtransport() -> ProgramSubtransport {
    ProgramSubtransport { service, text, context throws(NetworkFailure) in
      let url = try parse(text)
      let settings = context.settings
      let program = SshProgram(settings)
      let variant = program.knownVariant(settings) ?? SshVariantProbe.ask(program, url, in: context)
      let limits = context.limits
      return ProgramSubtransport.Connection(
        command: try command(for: url, service: service, program, variant, in: context),
        host: url.hostAndPort,
        failure: { status, words in
          SshFailure.make(host: url.hostAndPort, status: status, words: words, limits: limits)
        })
    }
  }

  private static func parse(_ text: String) throws(NetworkFailure) -> RemoteURL {
    do throws(GitError) {
      let url = try RemoteURL(parsing: text)
      guard url.scheme == .ssh else {
        throw GitError(operation: "read the URL \(url.redacted)", kind: .unsupported, message: "it isn't one of ssh")
      }
      return url
    } catch {
      throw NetworkFailure(error.kind, host: "", error.description)
    }
  }

  /// Makes the command line: options, host, and one word for the shell at the other end.
  static func command(
    for url: RemoteURL, service: SmartService, _ program: SshProgram, _ variant: SshVariant,
    in context: OperationContext
  ) throws(NetworkFailure) -> ProgramCommand {
    guard let options = variant.options(port: url.port, connectLimit: context.limits.connect) else {
      throw NetworkFailure(
        .unsupported, host: url.hostAndPort, "the ssh program takes no port, and the URL of \(url.hostAndPort) has one",
        hint: "set ssh.variant to the kind of the program (git-config(1))")
    }
    let destination = (url.user.map { "\($0)@" } ?? "") + url.host
    let remoteCommand = Array("\(service.program) ".utf8) + ProgramCommand.quoted(path(of: url))
    let arguments = options.map { Array($0.utf8) } + [Array(destination.utf8), remoteCommand]
    return program.command(arguments, environment: context.settings.environment)
  }

  /// The path as the other end gets it: `/~user/x` of an `ssh://` URL goes without its slash, so that `~user` is a home.
  private static func path(of url: RemoteURL) -> [UInt8] {
    let path = url.decodedPath ?? Array(url.path.utf8)
    let isHome = !url.isShort && path.starts(with: Array("/~".utf8))
    return isHome ? Array(path.dropFirst()) : path
  }
}

/// Asks an ssh program of an unknown name whether it takes OpenSSH's options, as git does: with `-G`, which prints its
/// configuration and connects to nothing.
enum SshVariantProbe {
  static func ask(_ program: SshProgram, _ url: RemoteURL, in context: OperationContext) -> SshVariant {
    let port = url.port.map { ["-p", String($0)] } ?? []
    let arguments = (["-G"] + port + [url.host]).map { Array($0.utf8) }
    let command = program.command(arguments, environment: context.settings.environment)
    // A program that can't be started fails again, with its reason, when the connection is made.
    guard let stream = try? ProgramStream(command, host: url.hostAndPort, in: context) else { return .simple }
    return stream.close() == .exited(0) ? .openSSH : .simple
  }
}
