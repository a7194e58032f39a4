import Changes

extension GitModules {
  /// What a `.gitmodules` file says of one submodule.
  ///
  /// Where a key stands twice, the first one is shown, and the entry is refused.
  public struct Entry: Sendable, Equatable {
    /// The submodule's name. Local git folders go by it; it need not be the path.
    public let name: ConfigText
    /// Nil where it is missing.
    public let path: TreePath?
    /// As written, possibly relative; nil where it is missing.
    public let url: ConfigText?
    /// The branch that `git submodule update --remote` follows; `.` is the branch of the superproject.
    public let branch: ConfigText?
    /// Every line of the entry in the file's order, unknown keys too.
    public let variables: [Variable]
    /// Where its headers stand, as byte offsets; more than one where the entry is refused for that.
    public let headers: [Range<Int>]
    /// Whether a finding refuses it: it is shown, but never acted on.
    public let isRefused: Bool
  }

  /// One line of an entry.
  public struct Variable: Sendable, Equatable {
    /// In lower case.
    public let key: String
    /// Nil where there is no `=`, which git reads as true.
    public let value: ConfigText?
    public let keySpan: Range<Int>
    /// The value as written, as byte offsets.
    public let valueSpan: Range<Int>?
  }
}
