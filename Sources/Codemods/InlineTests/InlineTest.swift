import Edits

/// A test that a codemod file brings along: files before, and what must become of them.
public struct InlineTest: Sendable {
  public let name: String
  let parameters: [String: EditValue]
  /// Contents by path.
  let before: [String: String]
  let expectation: Expectation

  enum Expectation: Sendable {
    /// Contents by path, nil for a file that must be gone.
    case after([String: String?])
    case unchanged
    case refused(RefusalKind)
  }
}

/// How a test ended.
public struct InlineTestResult: Sendable, Equatable {
  public let name: String
  /// What is wrong, a line each; empty where the test passed.
  public let problems: [String]
  /// The files whose content isn't what was expected.
  public let differences: [Difference]

  public var hasPassed: Bool { problems.isEmpty && differences.isEmpty }

  /// A file's content as it should be and as it is, for a diff; nil where there is no file.
  public struct Difference: Sendable, Equatable {
    public let path: String
    public let expected: [UInt8]?
    public let actual: [UInt8]?
  }
}
