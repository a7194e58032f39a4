import ArgumentParser

/// Whether a plan is stored, and nothing done.
struct PinPlanOptions: ParsableArguments {
  @Flag(
    name: .customLong("plan"),
    help: "Show diffs, change nothing, and store a plan: fleet apply --plan ID pushes exactly that.")
  var isStored = false
}
