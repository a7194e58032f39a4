import Ccurl
import Foundation

/// What one thread keeps of libcurl between operations: the connections to servers, TLS sessions and addresses.
///
/// A worker that fetches many repositories of a host so needs one connection and one handshake. It never leaves its
/// thread, and is freed with it.
final class CurlSession {
  let multi: UnsafeMutableRawPointer
  private let share: UnsafeMutableRawPointer
  /// Handles that no operation uses; one is enough unless operations are nested.
  private var idleHandles: [CurlHandle] = []
  /// The transfers that run, by their handle.
  private var running: [UnsafeMutableRawPointer: CurlTransfer] = [:]

  private init() {
    _ = CurlSession.library
    guard let multi = curl_multi_init(), let share = curl_share_init() else {
      // Out of memory.
      preconditionFailure("libcurl gives no handle")
    }
    self.multi = multi
    self.share = share
    // As many servers as one worker is likely to go round; curl's own number grows with the transfers.
    _ = fleet_curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, 8)
    _ = fleet_curl_share(share, CURL_LOCK_DATA_SSL_SESSION)
  }

  deinit {
    // The end of a thread is outside of every operation, and TLS says goodbye to connections that may be gone.
    let signal = BlockedSignal(SIGPIPE)
    defer { signal.unblock() }
    for handle in idleHandles { curl_easy_cleanup(handle.raw) }
    curl_multi_cleanup(multi)
    curl_share_cleanup(share)
  }

  /// The session of this thread.
  static var current: CurlSession {
    if let pointer = pthread_getspecific(key) {
      return Unmanaged<CurlSession>.fromOpaque(pointer).takeUnretainedValue()
    }
    let session = CurlSession()
    pthread_setspecific(key, Unmanaged.passRetained(session).toOpaque())
    return session
  }

  /// Returns a handle with every option at its default; `giveBack` takes it.
  func borrowHandle() -> CurlHandle {
    if let handle = idleHandles.popLast() { return handle }
    guard let raw = curl_easy_init() else { preconditionFailure("libcurl gives no handle") }
    _ = fleet_curl_set_pointer(raw, CURLOPT_SHARE, share)
    return CurlHandle(raw: raw)
  }

  /// Sets every option back and forgets what the handle knew of a server's authentication and its cookies; keeps its
  /// connections.
  func reset(_ handle: CurlHandle) {
    _ = fleet_curl_set_string(handle.raw, CURLOPT_COOKIELIST, "ALL")
    // Curl 7.88 loses the list of cookie files in a reset, and its memory with it.
    _ = fleet_curl_set_string(handle.raw, CURLOPT_COOKIEFILE, nil)
    curl_easy_reset(handle.raw)
  }

  /// Takes a handle back; nothing of the operation stays in it, neither secrets nor pointers.
  func giveBack(_ handle: CurlHandle) {
    reset(handle)
    idleHandles.append(handle)
  }

  func add(_ transfer: CurlTransfer) {
    running[transfer.handle.raw] = transfer
    curl_multi_add_handle(multi, transfer.handle.raw)
  }

  func remove(_ transfer: CurlTransfer) {
    guard running.removeValue(forKey: transfer.handle.raw) != nil else { return }
    curl_multi_remove_handle(multi, transfer.handle.raw)
  }

  /// Does what can be done now, and tells the transfers that ended.
  func perform() {
    var stillRunning: Int32 = 0
    curl_multi_perform(multi, &stillRunning)
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle else { continue }
      running[handle]?.ended(fleet_curl_result(message))
    }
  }

  /// Waits until a connection is ready, curl has something to do, or `descriptor` is readable; at most `milliseconds`.
  func wait(_ milliseconds: Int32, orFor descriptor: Int32) {
    var extra = curl_waitfd(fd: descriptor, events: Int16(CURL_WAIT_POLLIN), revents: 0)
    curl_multi_poll(multi, &extra, descriptor >= 0 ? 1 : 0, milliseconds, nil)
  }

  private static let library: CURLcode = curl_global_init(Int(CURL_GLOBAL_DEFAULT))

  /// The slot of each thread; it owns the session in it.
  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    let code = pthread_key_create(&key) { pointer in
      #if os(Linux)
        guard let pointer else { return }
      #endif
      Unmanaged<CurlSession>.fromOpaque(pointer).release()
    }
    precondition(code == 0)
    return key
  }()
}
