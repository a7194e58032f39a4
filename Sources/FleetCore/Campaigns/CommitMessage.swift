import Changes

/// What a campaign's commits say: a text that may name the service, and trailers.
public struct CommitMessage: Sendable {
  private let text: @Sendable (ServiceFacts) throws -> String
  private let trailers: @Sendable (ServiceFacts) throws -> [Trailer]
  private let signsOff: Bool
  private let closing: (@Sendable (String) -> String)?

  /// - Parameters:
  ///   - text: the message for one service, without trailers.
  ///   - trailers: those of the manifest; the campaign's own come after them.
  ///   - moreTrailers: those of one service, which come behind the manifest's.
  ///   - closing: the last paragraph, made from the campaign's id in the journal.
  public init(
    trailers: [Trailer] = [], moreTrailers: @escaping @Sendable (ServiceFacts) throws -> [Trailer] = { _ in [] },
    signsOff: Bool = false, closing: (@Sendable (String) -> String)? = nil,
    text: @escaping @Sendable (ServiceFacts) throws -> String
  ) {
    self.text = text
    self.trailers = { service in trailers + (try moreTrailers(service)) }
    self.signsOff = signsOff
    self.closing = closing
  }

  /// Returns the text and the trailers for one service, each once, before the campaign marks it as its own.
  ///
  /// - Parameter campaign: the campaign's id in the journal; nil where nothing is recorded.
  func body(
    for service: ServiceFacts, author: Author, campaign: String?
  ) throws -> (text: String, trailers: [Trailer]) {
    let signOff = signsOff ? [Trailer(key: "Signed-off-by", value: "\(author.name) <\(author.email)>")] : []
    let trailers = try trailers(service) + signOff
    let distinct = trailers.enumerated().filter { !trailers[..<$0.offset].contains($0.element) }.map(\.element)
    let last = campaign.flatMap { campaign in closing.map { "\n\n" + $0(campaign) } } ?? ""
    return (try text(service).trimmingNewlines + last, distinct)
  }
}

extension String {
  fileprivate var trimmingNewlines: String {
    var text = self[...]
    while text.last?.isNewline == true { text.removeLast() }
    return String(text)
  }
}
