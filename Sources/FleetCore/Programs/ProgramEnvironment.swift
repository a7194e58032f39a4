/// The environment that programs of a repository see: what they need to run, and no credentials.
///
/// A list of what is let through and not of what is held back: nobody knows the names of all variables with secrets.
public struct ProgramEnvironment: Sendable, Equatable {
  /// Where programs, languages and their caches are found, and how text is shown.
  private static let names: Set<String> = [
    "PATH", "HOME", "LANG", "TZ", "TMPDIR", "USER", "LOGNAME", "SHELL", "CI", "NO_COLOR", "XDG_CACHE_HOME",
    "JAVA_HOME", "MAVEN_HOME", "GRADLE_USER_HOME", "GOPATH", "GOCACHE", "GOPROXY", "GOFLAGS", "CARGO_HOME",
    "RUSTUP_HOME", "PYENV_ROOT", "PYTHONPATH", "VIRTUAL_ENV", "NVM_DIR", "NODE_PATH", "SWIFTLY_HOME_DIR",
    "SSL_CERT_FILE", "SSL_CERT_DIR", "LD_LIBRARY_PATH",
  ]

  private let variables: [String: String]
  private let identity: [String: String]

  /// - Parameters:
  ///   - inherited: the environment that `fleet` itself was started with.
  ///   - isDryRun: whether nothing will leave this machine, which programs may want to know.
  public init(inherited: [String: String], isDryRun: Bool = false) {
    var variables = inherited.filter { name, value in
      (Self.names.contains(name) || name.hasPrefix("LC_")) && !Self.holdsCredentials(value)
    }
    // As multi-gitter has it: `true`, or not set at all.
    if isDryRun { variables.merge(["FLEET_DRY_RUN": "true", "DRY_RUN": "true"]) { $1 } }
    self.variables = variables
    self.identity = inherited.filter { name, _ in Self.identityNames.contains(name) }
  }

  /// What every repository's programs see.
  var inherited: [String: String] { variables }

  /// Whether a value has a URL with a user or a password in it, such as a proxy of packages in `GOPROXY`.
  private static func holdsCredentials(_ value: String) -> Bool {
    value.split(separator: "://", omittingEmptySubsequences: false).dropFirst().contains { rest in
      rest.prefix { !"/?#, ".contains($0) }.contains("@")
    }
  }

  /// Returns the variables for one repository; `REPOSITORY` is, with `DRY_RUN`, what multi-gitter's scripts expect.
  public func variables(service: String, folder: String, campaign: String?) -> [String: String] {
    var result = variables
    result["FLEET_REPO"] = service
    result["FLEET_ROOT"] = folder
    result["FLEET_CODEMOD"] = campaign
    result["REPOSITORY"] = service
    result["GIT_TERMINAL_PROMPT"] = "0"
    result["PWD"] = folder
    return result
  }
}

extension ProgramEnvironment {
  /// Whose name git commits in, and when: hooks of templates often make the first commit.
  static let identityNames: Set<String> = [
    "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_AUTHOR_DATE", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL",
    "GIT_COMMITTER_DATE",
  ]

  /// Returns the variables for a template's hook.
  public func variables(forHookIn folder: String) -> [String: String] {
    variables.merging(identity) { own, _ in own }.merging(["GIT_TERMINAL_PROMPT": "0", "PWD": folder]) { $1 }
  }
}
