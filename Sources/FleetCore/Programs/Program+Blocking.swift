import Git

extension Program {
  /// Runs the program as `run(in:)` does, for a thread that may block: one of a `BlockingPool`, or a command's own.
  ///
  /// A cancellation ends the program within a twentieth of a second.
  func runBlocking(in sandbox: CheckoutSandbox? = nil, until cancellation: Cancellation) -> ProgramEnding {
    // Running a program throws nothing: its ending says all.
    (try? BlockingTask.run(until: cancellation) { await run(in: sandbox) }) ?? .interrupted
  }
}
