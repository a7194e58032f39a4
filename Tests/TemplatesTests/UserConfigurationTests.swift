import Testing

@testable import Templates

/// The configuration of cookiecutter's users.
struct UserConfigurationTests {
  private func read(_ text: String) throws -> UserConfiguration {
    try UserConfiguration(reading: Array(text.utf8), file: "rc")
  }

  @Test(arguments: [
    ("gh:owner/name", "https://github.com/owner/name.git"), ("gl:a", "https://gitlab.com/a.git"),
    ("bb:a/b", "https://bitbucket.org/a/b"), ("our:pay", "ssh://git.example/pay.git"), ("whole", "https://example/x"),
    ("https://example/x.git", "https://example/x.git"), ("./folder", "./folder"), ("unknown:x", "unknown:x"),
  ])
  func abbreviationsAreWrittenOut(template: String, address: String) throws {
    let configuration = try read("abbreviations: {our: 'ssh://git.example/{0}.git', whole: https://example/x}")
    #expect(configuration.expanded(template) == address)
  }

  @Test func valuesAreThoseOfYAML11() throws {
    let configuration = try read(
      """
      base: &base {a: 1}
      default_context:
        <<: *base
        docker: yes
        quiet: Off
        text: "yes"
        hex: 0x1F
        float: 1.50
        nothing: ~
        day: 2024-01-02
        list: [a, 2]
      replay_dir: ~/replays
      cookiecutters_dir: $HOME/templates
      """)
    let values = configuration.defaultContext.members.map { "\($0.key)=\($0.value.text)" }
    #expect(
      Set(values) == [
        "a=1", "docker=True", "quiet=False", "text=yes", "hex=31", "float=1.5", "nothing=None", "day=2024-01-02",
        "list=['a', 2]",
      ])
    #expect(configuration.replayFolder == "~/replays")
    #expect(configuration.templatesFolder == "$HOME/templates")
  }

  @Test(arguments: ["", "# nothing\n", "{}", "~"])
  func anEmptyFileIsNoConfiguration(text: String) throws {
    #expect(try read(text) == UserConfiguration())
  }

  @Test(arguments: [
    ("- a", "rc: the file must hold a mapping"), ("default_context: 5", "rc: default_context must be a mapping"),
    ("a: [", "rc: 2:1: did not find expected node content while parsing a flow node"),
    ("replay_dir: 5", "rc: replay_dir must be a path"),
  ])
  func whatIsWrongIsSaid(text: String, message: String) {
    let error = #expect(throws: ProjectTemplateError.self) { try read(text) }
    #expect(error?.description == message)
  }
}
