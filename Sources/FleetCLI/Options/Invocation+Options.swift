import ArgumentParser
import Reports

extension Invocation {
  /// The command line that carries this codemod with these options, without its selection, as reports suggest it again.
  init(
    applying source: CodemodOptions, manifest: ManifestOptions, delivery: DeliveryOptions, tests: TestOptions?
  ) {
    var words = ["apply", source.file]
    for parameter in source.parameters { words += ["--param", parameter] }
    let options = [
      ("--branch", delivery.branch), ("--message", delivery.message), ("--test", tests?.command),
      ("--manifest", manifest.path),
    ]
    for (name, value) in options { if let value { words += [name, value] } }
    if delivery.direct { words.append("--direct") }
    self.init(words: words + (tests?.words ?? []))
  }
}

extension TestOptions {
  /// What was given besides the command.
  fileprivate var words: [String] {
    (isOff ? ["--no-test"] : []) + (allowsRed.map { [$0 ? "--allow-red" : "--no-allow-red"] } ?? [])
      + (retries.map { ["--retries", "\($0)"] } ?? [])
  }
}
