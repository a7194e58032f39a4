/// Why there can be no sandbox on this machine.
public struct SandboxError: Error, Equatable {
  /// One line: lower case, no final period.
  public let message: String
  /// Something that can be typed, if there is such a thing.
  public let hint: String?
}
