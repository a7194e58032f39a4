import Ccurl
import Foundation

/// One request on a handle, run step by step: what the server sends is taken as it comes, what we send is handed over
/// as curl asks for it. All waits are under the operation's limits.
final class CurlTransfer {
  let handle: CurlHandle
  private(set) var head = HttpHead()

  private let session: CurlSession
  private let errorText: UnsafeMutablePointer<CChar>
  private var watch: OperationWatch
  private var received = ByteQueue()
  private var toSend = ByteQueue()
  private var isSendingEnded = false
  private var isReceivingPaused = false
  private var isSendingPaused = false
  private var result: CURLcode?
  private var sentByteCount: curl_off_t = 0

  /// How many bytes wait for the reader at most: compressed bytes may become a thousand times as many.
  private static let receiveLimit = 1 << 22
  /// How many bytes wait to be sent before the writer waits.
  private static let sendLimit = 1 << 18
  /// How much of an error's page is read for the connection's sake; past that a new connection is cheaper.
  private static let restLimit = 1 << 18

  /// Starts the request that `handle` is set up for. With `isUpload`, its body comes through `send` and `endSending`.
  init(
    _ handle: CurlHandle, isUpload: Bool, on session: CurlSession, host: String,
    in context: OperationContext
  ) {
    self.handle = handle
    self.session = session
    watch = OperationWatch(context: context, host: host)
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    let state = Unmanaged.passUnretained(self).toOpaque()
    _ = fleet_curl_set_pointer(handle.raw, CURLOPT_ERRORBUFFER, errorText)
    _ = fleet_curl_set_pointer(handle.raw, CURLOPT_WRITEDATA, state)
    _ = fleet_curl_set_pointer(handle.raw, CURLOPT_HEADERDATA, state)
    _ = fleet_curl_set_transfer(handle.raw, CURLOPT_WRITEFUNCTION) { bytes, size, count, state in
      CurlTransfer.from(state)?.take(UnsafeRawBufferPointer(start: bytes, count: size * count)) ?? 0
    }
    _ = fleet_curl_set_transfer(handle.raw, CURLOPT_HEADERFUNCTION) { bytes, size, count, state in
      CurlTransfer.from(state)?.takeHeader(UnsafeRawBufferPointer(start: bytes, count: size * count)) ?? 0
    }
    if isUpload {
      _ = fleet_curl_set_pointer(handle.raw, CURLOPT_READDATA, state)
      _ = fleet_curl_set_transfer(handle.raw, CURLOPT_READFUNCTION) { bytes, size, count, state in
        CurlTransfer.from(state)?.give(UnsafeMutableRawBufferPointer(start: bytes, count: size * count)) ?? 0
      }
    }
    session.add(self)
  }

  deinit {
    errorText.deallocate()
  }

  /// Ends the request, whether or not its answer was read to the end. The connection stays only if it was.
  func close() {
    session.remove(self)
    _ = fleet_curl_set_pointer(handle.raw, CURLOPT_ERRORBUFFER, nil)
  }

  /// Waits until the answer's body has begun or ended, so that `head` is the one that counts: those of answers that curl
  /// itself deals with, such as a proxy's 407, have no body here.
  func waitForHead() throws(NetworkFailure) {
    try watch.check()
    watch.noteActivity()
    while received.isEmpty && result == nil { try step() }
    if received.isEmpty { try throwFailure() }
  }

  /// Waits for bytes of the body and returns their number; 0 at its end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(NetworkFailure) -> Int {
    try watch.check()
    watch.noteActivity()
    while received.isEmpty && result == nil { try step() }
    let count = received.pop(into: buffer)
    if count == 0 { try throwFailure() }
    return count
  }

  /// Reads the body to its end and returns it; refused where it is larger than `limit`, since few bytes may become many.
  func readAll(limit: Int) throws(NetworkFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    repeat {
      try watch.check()
      watch.noteActivity()
      while received.isEmpty && result == nil { try step() }
      bytes += received.popAll()
      guard bytes.count <= limit else {
        throw NetworkFailure(
          .corrupt, host: watch.host, "\(watch.host) sends more than \(limit >> 20) MiB of references")
      }
    } while result == nil
    try throwFailure()
    return bytes
  }

  /// Reads the body to its end, so that the connection can be used again, and returns its beginning.
  func readRest() throws(NetworkFailure) -> [UInt8] {
    var beginning: [UInt8] = []
    var byteCount = 0
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while byteCount < CurlTransfer.restLimit {
      let count = try buffer.withUnsafeMutableBufferPointer { bytes throws(NetworkFailure) in
        try read(into: UnsafeMutableRawBufferPointer(bytes))
      }
      if count == 0 { break }
      byteCount += count
      if beginning.count < 1 << 12 { beginning += buffer[..<count] }
    }
    return beginning
  }

  /// Sends bytes of the body; returns as soon as few enough wait. Returns early once the server has answered, which it
  /// does before the end only to refuse.
  func send(_ bytes: UnsafeRawBufferPointer) throws(NetworkFailure) {
    try watch.check()
    watch.noteActivity()
    toSend.append(bytes)
    while toSend.count > CurlTransfer.sendLimit && result == nil { try step() }
    if result != nil {
      toSend = ByteQueue()
      try throwFailure()
    }
  }

  func endSending() {
    isSendingEnded = true
  }

  /// Whether the request is over, with an answer or without.
  var isDone: Bool { result != nil }

  /// Does what can be done, or waits until something can be.
  private func step() throws(NetworkFailure) {
    resume()
    let before = received.count
    session.perform()
    var sent: curl_off_t = 0
    _ = fleet_curl_get_size(handle.raw, CURLINFO_SIZE_UPLOAD_T, &sent)
    if received.count != before || sent != sentByteCount {
      sentByteCount = sent
      watch.noteActivity()
    }
    let isReady = result != nil || received.count != before || (isSendingPaused && (!toSend.isEmpty || isSendingEnded))
    if isReady { return }
    session.wait(try watch.milliseconds(), orFor: watch.context.cancellation.descriptor)
  }

  /// Wakes the directions that were paused for want of space or of bytes.
  private func resume() {
    let canReceive = isReceivingPaused && received.count < CurlTransfer.receiveLimit / 2
    let canSend = isSendingPaused && (!toSend.isEmpty || isSendingEnded)
    guard canReceive || canSend else { return }
    if canReceive { isReceivingPaused = false }
    if canSend { isSendingPaused = false }
    let paused = (isReceivingPaused ? CURLPAUSE_RECV : 0) | (isSendingPaused ? CURLPAUSE_SEND : 0)
    curl_easy_pause(handle.raw, paused)
  }
}

// What curl tells: all of it while `perform` or `curl_easy_pause` runs, on this thread.
extension CurlTransfer {
  func ended(_ code: CURLcode) {
    result = code
  }

  private func take(_ bytes: UnsafeRawBufferPointer) -> Int {
    if received.count >= CurlTransfer.receiveLimit {
      isReceivingPaused = true
      return Int(CURL_WRITEFUNC_PAUSE)
    }
    received.append(bytes)
    return bytes.count
  }

  private func takeHeader(_ line: UnsafeRawBufferPointer) -> Int {
    head.append(line)
    watch.noteActivity()
    return line.count
  }

  private func give(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = toSend.pop(into: buffer)
    if count > 0 || isSendingEnded { return count }
    isSendingPaused = true
    return Int(CURL_READFUNC_PAUSE)
  }

  private func throwFailure() throws(NetworkFailure) {
    guard let result, result != CURLE_OK else { return }
    throw CurlFailure.make(result, text: String(cString: errorText), handle, host: watch.host, in: watch.context)
  }

  private static func from(_ state: UnsafeMutableRawPointer?) -> CurlTransfer? {
    state.map { Unmanaged<CurlTransfer>.fromOpaque($0).takeUnretainedValue() }
  }
}
