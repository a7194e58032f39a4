import Git

extension RepositoryRun {
  var checkout: Checkout { Checkout(of: mirror, in: context.folders.checkouts) }

  /// Where programs in the checkout are shut in, if they are.
  var sandbox: CheckoutSandbox? {
    context.sandbox.map { CheckoutSandbox($0, for: checkout, of: mirror, known: pipeline.repositories.mirrors) }
  }

  /// Fills the folders of submodules in checkouts.
  var filler: CheckoutPins {
    CheckoutPins(known: pipeline.repositories, images: pipeline.libraryImages, options: context.networkOptions)
  }

  /// Runs work when no other service of this run uses the checkout, and it is this one's turn to run programs.
  ///
  /// Waiting costs no thread; and none of the places for programs is taken by whoever waits for the checkout.
  func atTurn<Value: Sendable>(
    _ work: @escaping @Sendable () async throws(StageFailure) -> Value
  ) async throws(StageFailure) -> Value {
    try await pipeline.checkoutTurns.gate(of: mirror).pass {
      await pipeline.tests.pass { () async -> Result<Value, StageFailure> in
        do throws(StageFailure) { return .success(try await work()) } catch { return .failure(error) }
      }
    }.get()
  }

  /// Waits until no other process works in the checkout, as long as its tests may take.
  func locked(_ stage: Stage) async throws(StageFailure) -> FileLock {
    let (checkout, limit, cancellation) = (checkout, context.limits.test, context.cancellation)
    do throws(GitError) {
      // Whoever has waited for a turn and gets it at the run's end starts nothing any more.
      guard !cancellation.isCancelled else {
        throw GitError(operation: "", kind: .cancelled, message: "interrupted")
      }
      // On the threads of programs, of which there is one for each that has its turn: others plan and commit meanwhile.
      return try await pipeline.programs.run { () throws(GitError) in
        try checkout.lock(limit: limit, cancellation: cancellation)
      }
    } catch {
      throw StageFailure(stage: stage, error: error)
    }
  }
}
