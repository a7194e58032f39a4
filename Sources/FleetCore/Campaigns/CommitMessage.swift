import Changes

/// What a campaign's commits say: a text that may name the service, and trailers.
public struct CommitMessage: Sendable {
  private let text: @Sendable (ServiceFacts) throws -> String
  private let trailers: @Sendable (ServiceFacts) throws -> [Trailer]
  private let signsOff: Bool

  /// - Parameters:
  ///   - text: the message for one service, without trailers.
  ///   - trailers: those of the manifest; the campaign's own come after them.
  ///   - moreTrailers: those of one service, which come behind the manifest's.
  public init(
    trailers: [Trailer] = [], moreTrailers: @escaping @Sendable (ServiceFacts) throws -> [Trailer] = { _ in [] },
    signsOff: Bool = false, text: @escaping @Sendable (ServiceFacts) throws -> String
  ) {
    self.text = text
    self.trailers = { service in trailers + (try moreTrailers(service)) }
    self.signsOff = signsOff
  }

  /// Returns the text and the trailers for one service, each once, before the campaign marks it as its own.
  func body(for service: ServiceFacts, author: Author) throws -> (text: String, trailers: [Trailer]) {
    let signOff = signsOff ? [Trailer(key: "Signed-off-by", value: "\(author.name) <\(author.email)>")] : []
    let trailers = try trailers(service) + signOff
    let distinct = trailers.enumerated().filter { !trailers[..<$0.offset].contains($0.element) }.map(\.element)
    return (try text(service), distinct)
  }
}
