/// Why something can't be done with a submodule or its declaration.
public struct SubmoduleError: Error, Sendable, Equatable {
  /// What was being done to what, such as `resolve the URL "../lib"`.
  public let operation: String
  /// The cause in one line: lower case, no final period.
  public let message: String

  public init(operation: String, message: String) {
    self.operation = operation
    self.message = message
  }
}

extension SubmoduleError: CustomStringConvertible {
  public var description: String { "\(operation): \(message)" }
}
