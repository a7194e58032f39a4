/// What libgit2's smart protocol wants to talk to.
enum SmartService {
  case uploadPackReferences
  case uploadPack
  case receivePackReferences
  case receivePack

  /// The program at the other end, as gitprotocol-http(5) and the ssh command name it.
  var program: String {
    switch self {
    case .uploadPackReferences, .uploadPack: "git-upload-pack"
    case .receivePackReferences, .receivePack: "git-receive-pack"
    }
  }

  /// Whether this is the first step, in which the server tells its references.
  var isReferences: Bool {
    switch self {
    case .uploadPackReferences, .receivePackReferences: true
    case .uploadPack, .receivePack: false
    }
  }
}

/// How bytes of the smart protocol reach a server. Made for one remote of one operation, used on one thread.
protocol Subtransport: AnyObject {
  /// Opens the stream of one step. Where the transport keeps state, every step gives the same stream.
  func open(_ service: SmartService, url: String, in context: OperationContext) throws(NetworkFailure)
    -> any SubtransportStream

  /// Ends the connection. Called once or more; `open` may follow.
  func close()
}

/// One step's bytes, both ways.
protocol SubtransportStream: AnyObject {
  /// Waits for bytes and returns their number, 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(NetworkFailure) -> Int

  /// Sends all of `bytes`, or as much as can be sent later without the caller.
  func write(_ bytes: UnsafeRawBufferPointer) throws(NetworkFailure)

  /// Ends the step.
  func close()
}
