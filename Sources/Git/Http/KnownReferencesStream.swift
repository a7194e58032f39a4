/// The first step where the server's answer is known: nothing is asked.
final class KnownReferencesStream: SubtransportStream {
  private let bytes: [UInt8]
  private var position = 0

  init(_ advertisement: ReferenceAdvertisement) {
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
