import ArgumentParser

/// Whether pins may move to commits that aren't descendants.
struct DowngradeOptions: ParsableArguments {
  @Flag(
    help: "Also move a pin to a commit that isn't a descendant of it, and off a commit that the library no longer has.")
  var allowDowngrade = false

  /// The flag as it is typed.
  var words: [String] { allowDowngrade ? ["--allow-downgrade"] : [] }
}
