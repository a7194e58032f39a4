/// A password or token: its text is read only where it is sent, and it shows as `***` wherever it is printed.
public struct Secret: Sendable, Equatable {
  private let value: String

  public init(_ value: String) {
    self.value = value
  }

  /// The secret itself, to be sent to the one server that it is for.
  var exposed: String { value }

  public var isEmpty: Bool { value.isEmpty }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "***" }
  public var debugDescription: String { "***" }
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
