/// How one network operation is to be done.
public struct NetworkOptions: Sendable {
  public var settings: NetworkSettings
  public var limits: NetworkLimits
  public var cancellation: Cancellation
  public var engine: RemoteEngine
  /// Called on the thread of the operation as a pack comes in.
  public var progress: (@Sendable (TransferProgress) -> Void)?

  public init(
    settings: NetworkSettings, limits: NetworkLimits = NetworkLimits(), cancellation: Cancellation = Cancellation(),
    engine: RemoteEngine = .automatic, progress: (@Sendable (TransferProgress) -> Void)? = nil
  ) {
    self.settings = settings
    self.limits = limits
    self.cancellation = cancellation
    self.engine = engine
    self.progress = progress
  }
}

/// How far a pack has come.
public struct TransferProgress: Sendable, Hashable {
  public let receivedObjectCount: Int
  public let totalObjectCount: Int
  public let receivedByteCount: Int

  public init(receivedObjectCount: Int, totalObjectCount: Int, receivedByteCount: Int) {
    self.receivedObjectCount = receivedObjectCount
    self.totalObjectCount = totalObjectCount
    self.receivedByteCount = receivedByteCount
  }
}
