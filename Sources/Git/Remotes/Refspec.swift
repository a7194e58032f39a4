import Clibgit2

/// A rule for which of a remote's references become which of ours, such as `+refs/heads/*:refs/heads/*`.
struct Refspec: ~Copyable {
  private let handle: OpaquePointer
  let text: String
  /// Whether a reference may move to a commit that isn't a descendant of its old one.
  let isForced: Bool
  let isPattern: Bool
  let source: String
  /// Empty where the objects are wanted and no reference.
  let destination: String

  init(_ text: String) throws(GitError) {
    handle = try make("read refspec \(text)") { git_refspec_parse(&$0, text, 1) }
    self.text = text
    isForced = git_refspec_force(handle) == 1
    source = git_refspec_src(handle).map { String(cString: $0) } ?? ""
    destination = git_refspec_dst(handle).map { String(cString: $0) } ?? ""
    isPattern = source.utf8.contains(UInt8(ascii: "*"))
  }

  deinit { git_refspec_free(handle) }

  /// Whether a remote's reference is meant; a source without `refs/` is `HEAD`, a branch or a tag, as in git.
  func matches(_ name: String) -> Bool {
    if git_refspec_src_matches(handle, name) == 1 { return true }
    return !isPattern && (name == "refs/heads/\(source)" || name == "refs/tags/\(source)")
  }

  /// Whether one of our references is one that this rule could have made.
  func couldHaveMade(_ name: String) -> Bool {
    isPattern && !destination.isEmpty && git_refspec_dst_matches(handle, name) == 1
  }

  /// The id, where the source is one and not a name.
  var exactID: ObjectID? { ObjectID(hex: source) }

  /// Returns the name here of a remote's reference; nil where the rule names none.
  func destination(for name: String) throws(GitError) -> String? {
    if destination.isEmpty { return nil }
    if !isPattern { return destination }
    var buffer = git_buf()
    defer { git_buf_dispose(&buffer) }
    let handle = handle
    try check("apply refspec \(text) to \(name)") { git_refspec_transform(&buffer, handle, name) }
    return buffer.ptr.map { String(cString: $0) }
  }
}
