import Changes

/// What a campaign's commits say: a text that may name the service, and trailers.
public struct CommitMessage: Sendable {
  private let text: @Sendable (ServiceFacts) throws -> String
  private let trailers: [Trailer]
  private let signsOff: Bool

  /// - Parameters:
  ///   - text: the message for one service, without trailers.
  ///   - trailers: those of the manifest; the campaign's own come after them.
  public init(
    trailers: [Trailer] = [], signsOff: Bool = false, text: @escaping @Sendable (ServiceFacts) throws -> String
  ) {
    self.text = text
    self.trailers = trailers
    self.signsOff = signsOff
  }

  /// Returns the text and the manifest's trailers for one service, before the campaign marks it as its own.
  func body(for service: ServiceFacts, author: Author) throws -> (text: String, trailers: [Trailer]) {
    let signOff = signsOff ? [Trailer(key: "Signed-off-by", value: "\(author.name) <\(author.email)>")] : []
    return (try text(service), trailers + signOff)
  }
}
