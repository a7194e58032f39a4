import Foundation

/// The user's `~/.netrc`. curl reads passwords out of it; this only tells whether it has to.
enum Netrc {
  /// Returns the path of the file where there is one and it has an entry for `host` or one for all.
  static func path(for host: String, _ settings: NetworkSettings) -> String? {
    guard let home = settings.variable("HOME") else { return nil }
    let path = "\(home)/.netrc"
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    return mentions(host, Array(data)) ? path : nil
  }

  static func mentions(_ host: String, _ bytes: [UInt8]) -> Bool {
    let words = bytes.split { $0 == 0x20 || (0x09...0x0D).contains($0) }
    for (index, word) in words.enumerated() {
      if word.elementsEqual("default".utf8) { return true }
      guard word.elementsEqual("machine".utf8), index + 1 < words.count else { continue }
      if String(decoding: words[index + 1], as: UTF8.self).lowercased().utf8.elementsEqual(host.lowercased().utf8) {
        return true
      }
    }
    return false
  }
}
