import ArgumentParser
import Reports

extension Invocation {
  /// The command line that carries this codemod with these options, without its selection, as reports suggest it again.
  init(
    applying source: CodemodOptions, _ programs: ProgramOptions, manifest: ManifestOptions, delivery: DeliveryOptions,
    tests: TestOptions?, commits: CommitOptions? = nil, sandbox: SandboxOptions, pipeline: PipelineOptions,
    rollout: RolloutOptions? = nil
  ) {
    self.init(
      ["apply"] + source.words + programs.words, manifest: manifest, delivery: delivery, tests: tests,
      commits: commits, sandbox: sandbox, pipeline: pipeline, rollout: rollout)
  }

  /// The command line that begins so and has these options.
  init(
    _ beginning: [String], manifest: ManifestOptions, delivery: DeliveryOptions, tests: TestOptions?,
    commits: CommitOptions?, sandbox: SandboxOptions, pipeline: PipelineOptions, rollout: RolloutOptions?,
    tail: [String] = []
  ) {
    var words = beginning
    let options = [
      ("--branch", delivery.branch), ("--message", delivery.message), ("--test", tests?.command),
      ("--sign", commits?.sign?.rawValue), ("--sign-key", commits?.signKey),
      ("--strategy", delivery.strategy?.rawValue), ("--manifest", manifest.path),
    ]
    for (name, value) in options { if let value { words += [name, value] } }
    for trailer in commits?.trailers ?? [] { words += ["--trailer", trailer] }
    let switches = [
      (commits?.signoff, "signoff"), (sandbox.isOn, "sandbox"), (sandbox.allowsNetwork, "sandbox-network"),
    ]
    for (value, name) in switches { if let value { words.append(value ? "--\(name)" : "--no-\(name)") } }
    if delivery.direct { words.append("--direct") }
    if delivery.overwritesForeignCommits { words.append("--overwrite-human-commits") }
    self.init(words: words + (tests?.words ?? []) + pipeline.words + (rollout?.words ?? []), tail: tail)
  }
}

extension TestOptions {
  /// What was given besides the command.
  fileprivate var words: [String] {
    (isOff ? ["--no-test"] : []) + (baseline.map { ["--baseline", $0.rawValue] } ?? [])
      + (allowsRed.map { [$0 ? "--allow-red" : "--no-allow-red"] } ?? [])
      + (retries.map { ["--retries", "\($0)"] } ?? [])
  }
}
