import Clibgit2

/// A remote's references, asked for over http with one request and without libgit2, which takes a remote, a transport and a
/// buffer of 64 KiB for that.
struct RemoteListing {
  /// In the server's order, each tag with the object that it is a tag of.
  let references: [RemoteReference]
  let advertisement: ReferenceAdvertisement
  /// Whether the answer came from the URL that was asked, so that the advertisement serves other operations too.
  let isOfOrigin: Bool

  /// The context keeps the answer for a connection of the same operation, which needn't ask again. Nil where a connection has
  /// to find out: over anything but http, and for an answer that isn't plainly a list of references.
  init?(
    of remote: RemoteTarget, for service: SmartService, _ context: OperationContext, operation: String
  ) throws(GitError) {
    guard remote.isHttp else { return nil }
    let (bytes, exchange): ([UInt8], HttpExchange)
    do throws(NetworkFailure) {
      (bytes, exchange) = try HttpSubtransport.references(of: remote.text, for: service, in: context)
    } catch {
      context.record(error)
      throw GitError(
        operation: operation, error, code: error.libgit2Code, klass: Int32(bitPattern: GIT_ERROR_NET.rawValue))
    }
    advertisement = ReferenceAdvertisement(service: service, url: remote.text, bytes: bytes)
    isOfOrigin = exchange.isAtOrigin
    (context.advertisement, context.exchange) = (advertisement, exchange)
    guard let references = ReferenceLines.references(in: bytes, from: service) else { return nil }
    self.references = references
  }
}
