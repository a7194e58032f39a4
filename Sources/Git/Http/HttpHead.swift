/// The beginning of an http answer: its status and the headers that this module reads.
struct HttpHead: Equatable {
  private(set) var status = 0
  private var fields: [(name: String, value: String)] = []
  private var byteCount = 0

  /// More than any honest server sends; what comes after is left out.
  private static let byteLimit = 1 << 17

  /// Takes one line as it came. A status line begins a new head: there may be several, such as `100 Continue` and those
  /// of a proxy.
  mutating func append(_ line: UnsafeRawBufferPointer) {
    byteCount += line.count
    guard byteCount <= HttpHead.byteLimit else { return }
    let ending = line.reversed().prefix { $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\n") }.count
    let text = String(decoding: line.dropLast(ending), as: UTF8.self).printable
    if text.hasPrefix("HTTP/") {
      let count = byteCount
      self = HttpHead()
      byteCount = count
      status = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    } else if let colon = text.firstIndex(of: ":") {
      let value = text[text.index(after: colon)...].drop { $0 == " " }
      fields.append((text[..<colon].lowercased(), String(value)))
    }
  }

  /// The values of a header, in order; `name` in lower case.
  func values(_ name: String) -> [String] {
    fields.filter { $0.name == name }.map(\.value)
  }

  func value(_ name: String) -> String? { values(name).last }

  /// The media type alone, in lower case: `text/html` of `text/html; charset=utf-8`.
  var contentType: String? {
    value("content-type").map { type in
      type.prefix { $0 != ";" && $0 != " " }.lowercased()
    }
  }

  static func == (left: HttpHead, right: HttpHead) -> Bool {
    left.status == right.status && left.fields.elementsEqual(right.fields) { $0 == $1 }
  }
}
