/// The program's exit codes; scripts rely on them.
///
/// Thrown by a command that has said all that there is to say.
enum ExitStatus: Int32, Error {
  /// All done: changed, or nothing to do.
  case success = 0
  /// Some repository failed, was refused, is in conflict, or couldn't be asked.
  case failures = 1
  /// Wrong usage, manifest, template or codemod: nothing was touched.
  case usage = 2
  /// Only with `--check`: something would change or was found.
  case findings = 3
  case interrupted = 130
}
