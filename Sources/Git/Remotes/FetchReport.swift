/// What a fetch found and did.
public struct FetchReport: Sendable, Hashable {
  /// One local reference that a fetch changed.
  public struct ReferenceUpdate: Sendable, Hashable {
    public let name: String
    /// Nil for a reference that is new here.
    public let old: ObjectID?
    /// Nil for a reference that was pruned.
    public let new: ObjectID?

    public init(name: String, old: ObjectID?, new: ObjectID?) {
      self.name = name
      self.old = old
      self.new = new
    }
  }

  /// All that the remote has, in its order.
  public let advertised: [RemoteReference]
  /// The local references that changed, pruned ones first, then in the order of the refspecs.
  public let updates: [ReferenceUpdate]
  public let receivedObjectCount: Int
  /// Whether a pack was asked for; false where every tip that was wanted was here already.
  public let isDownloaded: Bool
  public let means: RemoteMeans

  /// The branch that the remote's `HEAD` names, if it says so.
  public var headTarget: String? {
    advertised.first { $0.name == "HEAD" }?.symbolicTarget
  }

  public init(
    advertised: [RemoteReference], updates: [ReferenceUpdate], receivedObjectCount: Int, isDownloaded: Bool,
    means: RemoteMeans = .transport
  ) {
    self.advertised = advertised
    self.updates = updates
    self.receivedObjectCount = receivedObjectCount
    self.isDownloaded = isDownloaded
    self.means = means
  }
}
