/// What `git ls-remote --symref` prints, as references.
enum GitListing {
  /// Reads lines of the form `ref: TARGET<tab>NAME` and `ID<tab>NAME`, each tag followed by `NAME^{}`
  /// (git-ls-remote(1)); throws where a line is of neither form.
  static func references(_ output: [UInt8]) throws(NetworkFailure) -> [RemoteReference] {
    var references: [RemoteReference] = []
    var targets: [String: String] = [:]
    for line in output.split(separator: UInt8(ascii: "\n")) {
      let parts = line.split(separator: UInt8(ascii: "\t"), maxSplits: 1).map { String(decoding: $0, as: UTF8.self) }
      guard parts.count == 2 else { throw unreadable(line) }
      if parts[0].hasPrefix("ref: ") {
        targets[parts[1]] = String(parts[0].dropFirst("ref: ".count))
        continue
      }
      guard let id = ObjectID(hex: parts[0]) else { throw unreadable(line) }
      if parts[1].hasSuffix("^{}"), let tag = references.last, parts[1] == tag.name + "^{}" {
        references[references.count - 1] = RemoteReference(name: tag.name, id: tag.id, peeledID: id)
      } else {
        // Servers say it of HEAD only in the older protocol; what a branch is a name for is of no interest here.
        let target = parts[1] == "HEAD" ? targets["HEAD"] : nil
        references.append(RemoteReference(name: parts[1], id: id, symbolicTarget: target))
      }
    }
    return references
  }

  private static func unreadable(_ line: ArraySlice<UInt8>) -> NetworkFailure {
    let text = String(decoding: line.prefix(80), as: UTF8.self).printable
    let isOtherFormat = line.split(separator: UInt8(ascii: "\t")).first?.count == 64
    return NetworkFailure(
      isOtherFormat ? .unsupported : .corrupt, host: "",
      isOtherFormat
        ? "the remote's ids are SHA-256, which can't be read here" : "git listed what is no reference: \(text)")
  }
}
