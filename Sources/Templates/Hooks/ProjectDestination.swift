import Changes

/// Where a project is stamped to: a folder on the disk, or a throw-away one. The seam behind which files are written and
/// programs run.
///
/// `Stamping` calls it in this order: `prepare`, `run` for each hook before the files, `entry` as often as it likes,
/// `write`, `run` for each hook after them; `discard` after any failure. How it is meant:
///
/// - Hooks are programs of whoever wrote the template. Whether they may run is decided before, by trust in this template at
///   this commit; a destination that may not run them isn't given any (`Stamping.runsHooks`).
/// - A hook's text is written to a temporary file outside the project with the script's extension and made executable. Python
///   scripts run with an interpreter, others by themselves, in the project's folder, without credentials, in a process group
///   of their own and under a time limit.
/// - Files are written below the project's folder without following any link: a hook that ran before, or somebody else, may
///   have put one there.
public protocol ProjectDestination: AnyObject {
  /// Makes the project's folder, or enters it where the policy says so.
  ///
  /// - Parameter folder: relative to the output folder; may have several parts.
  /// - Throws: where the folder is there and may not be entered.
  func prepare(_ folder: TreePath, policy: ExistingPolicy) async throws

  /// Returns what is at a path of the project now; nil for nothing.
  func entry(at path: TreePath) -> ExistingEntry?

  /// Runs a hook in the project's folder and waits for its end; throws where it ends with another code than 0.
  func run(_ hook: RenderedHook) async throws

  /// Removes the folders that are replaced; writes the files, with their permissions, in place of those that are there.
  func write(_ files: RenderedFiles) async throws

  /// Removes what this run has made; called after a failure, never after a success.
  func discard() async
}
