import Synchronization

/// What a render has used up of its steps.
///
/// Comparing, hashing and printing values have no renderer at hand and may walk a small value for ever, since the same list
/// may be in it many times over: they find the meter of the render on whose thread they are.
final class WorkMeter: Sendable {
  /// The meter of the render that is running; nil outside of renders.
  @TaskLocal static var current: WorkMeter?

  let limits: Limits
  /// Only the thread that renders counts, so that no order of memory is needed.
  private let count: Atomic<Int>

  init(_ limits: Limits, stepCount: Int = 0) {
    self.limits = limits
    count = Atomic(stepCount)
  }

  /// The meter for a walk over a value: the running render's, or one of its own with the standard limits.
  static func forWalk() -> WorkMeter { current ?? WorkMeter(.standard) }

  var stepCount: Int { count.load(ordering: .relaxed) }

  func step() throws(TemplateError) { try steps(1) }

  func steps(_ added: Int) throws(TemplateError) {
    // What is added is bounded by the size of values that are in memory, or by what a limit lets through.
    let (total, overflows) = stepCount.addingReportingOverflow(added)
    count.store(overflows ? .max : total, ordering: .relaxed)
    try check()
  }

  /// Throws where the steps are used up, such as by a comparison that couldn't say so.
  func check() throws(TemplateError) {
    if stepCount > limits.stepCount {
      throw TemplateError(
        .limit, "more than \(limits.stepCount) steps", hint: "look for a loop over far too many items")
    }
  }

  func check(size: Int) throws(TemplateError) {
    guard size <= limits.valueSize else {
      throw .limit("a value of more than \(limits.valueSize) bytes or items")
    }
  }
}
