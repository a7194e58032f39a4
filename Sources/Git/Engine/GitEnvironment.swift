import Foundation

/// What a git program that works for us sees of the environment and the configuration.
///
/// Everything that finds and authenticates a server is the user's; what ties git to another repository, makes it ask at
/// the terminal or write into its errors is taken out. Nothing here is a secret.
struct GitEnvironment {
  /// The name under which git is told where the remote is. Its address stands in the configuration, so that it is in no
  /// command line, and no `insteadOf` is applied to it a second time.
  static let remoteName = "fleet:remote"

  private var variables: [String: String]
  private var pairs: [(key: String, value: String)] = []
  /// The remote's address, for settings that are to win over every other.
  private var address: String?

  init(_ settings: NetworkSettings) {
    variables = settings.environment.filter { !GitEnvironment.isTakenOut($0.key) }
    // Texts are compared with what git says in English.
    variables["LC_ALL"] = "C"
    variables["GIT_TERMINAL_PROMPT"] = "0"
    variables["GIT_OPTIONAL_LOCKS"] = "0"
    for (key, value) in GitEnvironment.fixed { set(key, value) }
  }

  /// Adds what git needs to know of one remote.
  mutating func name(_ url: RemoteURL, text: String, in context: OperationContext) {
    address = text
    set("url.\(text).insteadOf", GitEnvironment.remoteName)
    // A redirect may go to another server, but never from https to http.
    variables["GIT_ALLOW_PROTOCOL"] = url.scheme == .http ? "http:https" : url.scheme.rawValue
    switch url.scheme {
    case .http, .https: setHttp(url, text: text, in: context)
    case .ssh: setSshCommand(url, in: context)
    case .git, .file: break
    }
  }

  /// Adds a key of git's configuration that wins over those of all files.
  mutating func set(_ key: String, _ value: String) { pairs.append((key, value)) }

  /// Has an answer that leads elsewhere be an error.
  mutating func forbidRedirects() {
    set("http.followRedirects", "false")
    if let address { set("http.\(address).followRedirects", "false") }
  }

  /// The whole environment, the keys behind those that the user's own environment has.
  var all: [String: String] {
    var all = variables
    // A count that is no number was reported when the configuration was read.
    let first = variables["GIT_CONFIG_COUNT"].flatMap { Int($0) } ?? 0
    for (number, pair) in pairs.enumerated() {
      all["GIT_CONFIG_KEY_\(first + number)"] = pair.key
      all["GIT_CONFIG_VALUE_\(first + number)"] = pair.value
    }
    all["GIT_CONFIG_COUNT"] = String(first + pairs.count)
    return all
  }

  /// What would make git do more than it is asked to.
  private static let fixed = [
    ("core.hooksPath", "/dev/null"), ("gc.auto", "0"), ("maintenance.auto", "false"), ("push.followTags", "false"),
    ("push.useForceIfIncludes", "false"), ("push.gpgSign", "false"), ("push.recurseSubmodules", "no"),
    ("fetch.recurseSubmodules", "false"), ("fetch.writeCommitGraph", "false"), ("advice.pushUpdateRejected", "false"),
  ]

  private static let takenOut: Set<String> = [
    "GIT_CURL_VERBOSE", "GIT_SSL_NO_VERIFY", "GIT_QUARANTINE_PATH", "GIT_NAMESPACE", "LANGUAGE",
    "GIT_CEILING_DIRECTORIES",
  ]

  private static func isTakenOut(_ name: String) -> Bool {
    if ["GIT_CONFIG_COUNT", "GIT_CONFIG"].contains(name) { return name == "GIT_CONFIG" }
    return takenOut.contains(name) || LocalTransport.variablesOfOneRepository.contains(name)
      || ["GIT_TRACE", "FLEET_TOKEN_"].contains { name.utf8.starts(with: $0.utf8) }
  }

  /// Has certificates checked and TLS be new enough, and adds the settings that only we read.
  private mutating func setHttp(_ url: RemoteURL, text: String, in context: OperationContext) {
    // The most exact key wins, and none can be more exact than the whole address.
    set("http.sslVerify", "true")
    set("http.\(text).sslVerify", "true")
    let tls = TlsOptions(for: url, context.settings)
    variables["GIT_SSL_VERSION"] = tls.versionName
    func add(_ value: String?, _ variable: String, _ name: String) {
      guard let value, context.settings.variable(variable) == nil,
        context.settings.configuration.string("http", name.lowercased(), for: url) ?? "" == ""
      else { return }
      set("http.\(name)", value)
    }
    add(tls.caFile, "GIT_SSL_CAINFO", "sslCAInfo")
    add(tls.caFolder, "GIT_SSL_CAPATH", "sslCAPath")
    // Our own limits are in its place, also for servers that say something now and then.
    variables["GIT_HTTP_LOW_SPEED_LIMIT"] = "0"
  }

  /// Has OpenSSH never ask anything; another program is started as git does it.
  private mutating func setSshCommand(_ url: RemoteURL, in context: OperationContext) {
    let program = SshProgram(context.settings)
    let variant = program.knownVariant(context.settings) ?? SshVariantProbe.ask(program, url, in: context)
    guard variant == .openSSH, let options = variant.options(port: nil, connectLimit: context.limits.connect) else {
      return
    }
    let line =
      switch program {
      case .commandLine(let line): line
      case .program(let program): String(decoding: ProgramCommand.quoted(Array(program.utf8)), as: UTF8.self)
      }
    variables["GIT_SSH_COMMAND"] = ([line] + options.filter { $0 != "--" }).joined(separator: " ")
    variables["GIT_SSH_VARIANT"] = "ssh"
  }
}
