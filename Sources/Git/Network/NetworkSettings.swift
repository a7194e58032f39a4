/// What the process was told about the network: its environment and git's configuration. Made once, then passed on.
public struct NetworkSettings: Sendable {
  public let environment: [String: String]
  public let configuration: GitConfiguration
  /// What http servers see, such as `git/2.0 (fleet/1.4.0)`: some serve git only to agents that begin with `git/`.
  public let userAgent: String
  /// What servers took so far; copies of this value share it.
  let memory: CredentialMemory

  /// Makes settings of a program whose version is `version`.
  public init(environment: [String: String], configuration: GitConfiguration, version: String) {
    self.init(
      environment: environment, configuration: configuration, userAgent: "git/2.0 (fleet/\(version))",
      memory: CredentialMemory())
  }

  private init(
    environment: [String: String], configuration: GitConfiguration, userAgent: String, memory: CredentialMemory
  ) {
    self.environment = environment
    self.configuration = configuration
    self.userAgent = userAgent
    self.memory = memory
  }

  /// Returns the same under the configuration of one working copy.
  public func under(_ configuration: GitConfiguration) -> NetworkSettings {
    NetworkSettings(
      environment: environment, configuration: configuration, userAgent: userAgent, memory: memory)
  }

  /// The value of an environment variable; an empty one counts as unset.
  func variable(_ name: String) -> String? {
    guard let value = environment[name], !value.isEmpty else { return nil }
    return value
  }
}
