/// The first step of a push, whose answer is kept for the operation that follows.
final class HeardReferencesStream: SubtransportStream {
  private let stream: HttpReferencesStream
  private let context: OperationContext
  private let url: String
  private var isBegun = false

  init(_ stream: HttpReferencesStream, _ url: String, _ context: OperationContext) {
    self.stream = stream
    self.url = url
    self.context = context
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(NetworkFailure) -> Int {
    let count = try stream.read(into: buffer)
    if !isBegun {
      isBegun = true
      // Where a redirect leads is asked for once more: the steps after it go there only then.
      context.pushAdvertisement = stream.isOfOrigin ? PushAdvertisement(url: url) : nil
    }
    context.pushAdvertisement = context.pushAdvertisement?.appending(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    return count
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(NetworkFailure) { try stream.write(bytes) }

  func close() { stream.close() }
}

/// The first step of a push whose answer is known: nothing is asked.
final class KnownReferencesStream: SubtransportStream {
  private let bytes: [UInt8]
  private var position = 0

  init(_ advertisement: PushAdvertisement) {
    bytes = advertisement.bytes
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(NetworkFailure) -> Int {
    let piece = bytes[position...].prefix(buffer.count)
    buffer.copyBytes(from: piece)
    position += piece.count
    return piece.count
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(NetworkFailure) {
    throw NetworkFailure(.other, host: "", "the request for references has no body")
  }

  func close() {}
}
