import Clibgit2

extension Repository {
  /// Returns what `git describe --tags` says of a commit, such as `v1.4.2-3-g1a2b3c4`; nil where no tag leads to it.
  ///
  /// Tags without a message count too. The id has at least seven digits, more where seven fit several objects.
  public func describe(_ commit: ObjectID) throws(GitError) -> String? {
    let operation = "describe \(commit.short) in \(path)"
    var raw = commit.raw
    let object = try make(operation) { git_object_lookup(&$0, handle, &raw, GIT_OBJECT_COMMIT) }
    defer { git_object_free(object) }

    var options = git_describe_options()
    git_describe_options_init(&options, UInt32(GIT_DESCRIBE_OPTIONS_VERSION))
    options.describe_strategy = GIT_DESCRIBE_TAGS.rawValue
    let result: OpaquePointer
    do throws(GitError) {
      result = try make(operation) { git_describe_commit(&$0, object, &options) }
    } catch  where error.klass == Int32(GIT_ERROR_DESCRIBE.rawValue) {
      // Of this class are "no reference found" and "no tags can describe", whatever their codes are.
      return nil
    }
    defer { git_describe_result_free(result) }

    var format = git_describe_format_options()
    git_describe_format_options_init(&format, UInt32(GIT_DESCRIBE_FORMAT_OPTIONS_VERSION))
    var text = git_buf()
    defer { git_buf_dispose(&text) }
    try check(operation) { git_describe_format(&text, result, &format) }
    return text.ptr.map { String(cString: $0) }
  }
}
