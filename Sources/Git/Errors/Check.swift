import Clibgit2

/// Makes one libgit2 call and returns its code; a negative one becomes an error with libgit2's message.
///
/// The message is kept per thread, so it is copied here, in the same closure as the call. `operation` says what is being
/// done to what; it is only asked for when something went wrong.
@discardableResult
func check(_ operation: @autoclosure () -> String, _ call: () -> Int32) throws(GitError) -> Int32 {
  // Some calls return a code and set no message: without this they would report the one before.
  git_error_clear()
  let code = call()
  if code < 0 { throw GitError(operation: operation(), code: code) }
  return code
}

/// Makes one libgit2 call that may find nothing; returns whether it did find something.
func find(_ operation: @autoclosure () -> String, _ call: () -> Int32) throws(GitError) -> Bool {
  git_error_clear()
  let code = call()
  if code == GIT_ENOTFOUND.rawValue { return false }
  if code < 0 { throw GitError(operation: operation(), code: code) }
  return true
}

/// Makes one libgit2 call that hands out something to be freed, and returns that.
func make(
  _ operation: @autoclosure () -> String, _ call: (inout OpaquePointer?) -> Int32
) throws(GitError) -> OpaquePointer {
  try make(operation(), of: OpaquePointer.self, call)
}

/// Makes one libgit2 call that hands out something to be freed, and returns that: a pointer of a type that Swift sees.
func make<Pointer>(
  _ operation: @autoclosure () -> String, of type: Pointer.Type, _ call: (inout Pointer?) -> Int32
) throws(GitError) -> Pointer {
  var pointer: Pointer?
  git_error_clear()
  let code = call(&pointer)
  guard code >= 0, let pointer else { throw GitError(operation: operation(), code: code) }
  return pointer
}
