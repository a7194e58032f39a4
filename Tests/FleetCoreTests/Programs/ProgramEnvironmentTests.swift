import Testing

@testable import FleetCore

struct ProgramEnvironmentTests {
  @Test func onlyWhatProgramsNeedIsLetThrough() {
    let environment = ProgramEnvironment(inherited: [
      "PATH": "/usr/bin", "LC_ALL": "C", "JAVA_HOME": "/opt/java", "FLEET_TOKEN_EXAMPLE_COM": "t", "GITHUB_TOKEN": "t",
      "AWS_SECRET_ACCESS_KEY": "t", "SSH_AUTH_SOCK": "/run/agent", "GIT_ASKPASS": "t", "XDG_RUNTIME_DIR": "/run/user/0",
    ])
    #expect(environment.inherited == ["PATH": "/usr/bin", "LC_ALL": "C", "JAVA_HOME": "/opt/java"])
  }

  @Test(arguments: [
    ("https://me:t0ken@proxy.example.com,direct", false), ("direct,https://t0ken@proxy.example.com/x", false),
    ("https://proxy.example.com/@scope,direct", true), ("-ldflags=-X=a@b", true), ("https://proxy.example.com", true),
  ])
  func aValueWithAURLsCredentialsIsNotLetThrough(value: String, isShown: Bool) {
    #expect((ProgramEnvironment(inherited: ["GOPROXY": value]).inherited["GOPROXY"] != nil) == isShown)
  }
}
