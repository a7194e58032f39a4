import Ccurl

/// One of libcurl's easy handles, with options set by type. An option that this libcurl can't do is an error: leaving
/// out a certificate or a proxy would not be what was asked for.
struct CurlHandle: Hashable {
  let raw: UnsafeMutableRawPointer

  /// Sets a text; nil brings back the default.
  func set(_ option: CURLoption, _ text: String?) throws(NetworkFailure) {
    try check(fleet_curl_set_string(raw, option, text), option)
  }

  func set(_ option: CURLoption, _ number: Int) throws(NetworkFailure) {
    try check(fleet_curl_set_long(raw, option, number), option)
  }

  func set(_ option: CURLoption, _ isOn: Bool) throws(NetworkFailure) {
    try set(option, isOn ? 1 : 0)
  }

  func setSize(_ option: CURLoption, _ byteCount: Int) throws(NetworkFailure) {
    try check(fleet_curl_set_size(raw, option, curl_off_t(byteCount)), option)
  }

  private func check(_ code: CURLcode, _ option: CURLoption) throws(NetworkFailure) {
    guard code != CURLE_OK else { return }
    throw NetworkFailure(
      .unsupported, host: "",
      "libcurl doesn't take option \(option.rawValue): \(String(cString: curl_easy_strerror(code)))")
  }

  /// A number that curl knows of the last request; 0 where it knows none.
  func number(_ info: CURLINFO) -> Int {
    var value = 0
    _ = fleet_curl_get_long(raw, info, &value)
    return value
  }

  /// A text that curl knows of the last request.
  func text(_ info: CURLINFO) -> String? {
    var value: UnsafePointer<CChar>?
    _ = fleet_curl_get_string(raw, info, &value)
    return value.map { String(cString: $0) }
  }
}

/// Header lines for curl, which reads them until the request is over.
final class CurlHeaders {
  private(set) var list: UnsafeMutablePointer<curl_slist>?

  init(_ lines: [String]) {
    for line in lines {
      // Only a process without memory gets nil; the list so far stays ours then.
      if let longer = curl_slist_append(list, line) { list = longer }
    }
  }

  deinit { curl_slist_free_all(list) }
}
