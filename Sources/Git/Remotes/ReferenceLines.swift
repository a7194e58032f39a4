/// Reads and writes the lines by which a server advertises its references (gitprotocol-pack(5), gitprotocol-http(5)).
enum ReferenceLines {
  /// Returns the references of an answer over http, in their order, each tag with the object that it is a tag of.
  ///
  /// Returns nil for whatever isn't plainly a list of references, such as an error of the server or the lines of a shallow
  /// clone: libgit2 reads those, and has the words for them.
  static func references(in bytes: [UInt8], from service: SmartService) -> [RemoteReference]? {
    bytes.withUnsafeBytes { bytes in
      guard var lines = list(in: bytes, from: service) else { return nil }
      return references(&lines)
    }
  }

  /// Returns what an answer over http says that the server can do, in its order; nil where it isn't such an answer.
  static func capabilities(in bytes: [UInt8], from service: SmartService) -> [String]? {
    bytes.withUnsafeBytes { bytes in
      guard var lines = list(in: bytes, from: service), case .line(let first) = lines.next(),
        let zero = first.firstIndex(of: 0)
      else { return nil }
      return first[(zero + 1)...].split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
    }
  }

  /// Returns the answer over http of a server that has these references, and no others, and these capabilities.
  static func answer(
    naming references: [(name: String, id: ObjectID)], from service: SmartService, _ capabilities: [String]
  ) -> [UInt8] {
    var answer = PacketLines.packet("# service=\(service.program)") + PacketLines.flush
    let named = references.isEmpty ? [("capabilities^{}", ObjectID.zero)] : references
    for (number, (name, id)) in named.enumerated() {
      let end = number == 0 ? "\0\(capabilities.joined(separator: " "))" : ""
      answer += PacketLines.packet("\(id.hex) \(name)\(end)")
    }
    return answer + PacketLines.flush
  }

  /// The lines behind the one that names the service; nil where the answer doesn't begin with that.
  private static func list(in bytes: UnsafeRawBufferPointer, from service: SmartService) -> PacketLines? {
    var lines = PacketLines(bytes)
    let comment = "# service=\(service.program)"
    guard case .line(let first) = lines.next(), first.elementsEqual(comment.utf8), case .flush = lines.next() else {
      return nil
    }
    return lines
  }

  private static func references(_ lines: inout PacketLines) -> [RemoteReference]? {
    var references: [RemoteReference] = []
    var targets: [(name: String, target: String)] = []
    var isFirst = true
    while true {
      let line: Slice<UnsafeRawBufferPointer>
      switch lines.next() {
      case .flush: return isFirst || !lines.isAtEnd ? nil : references
      case .line(let content): line = content
      case .end: return nil
      }
      guard line.count > 41, line[line.startIndex + 40] == UInt8(ascii: " "),
        let id = ObjectID(hexDigits: line.prefix(40))
      else { return nil }
      var name = line.dropFirst(41)
      if isFirst {
        isFirst = false
        guard let zero = name.firstIndex(of: 0) else { return nil }
        guard let found = symbolicTargets(name[(zero + 1)...]) else { return nil }
        targets = found
        name = name[..<zero]
        // What a repository without references says.
        if name.elementsEqual("capabilities^{}".utf8) { continue }
      }
      guard !name.contains(0) else { return nil }
      let text = String(decoding: name, as: UTF8.self)
      if text.hasSuffix("^{}"), let tag = references.last, text.utf8.count == tag.name.utf8.count + 3 {
        references[references.count - 1] = RemoteReference(name: tag.name, id: tag.id, peeledID: id)
      } else {
        let target = targets.last { $0.name == text }?.target
        references.append(RemoteReference(name: text, id: id, symbolicTarget: target))
      }
    }
  }

  /// Returns what `symref` says of each name; nil where the server's ids aren't SHA-1.
  private static func symbolicTargets(
    _ capabilities: Slice<UnsafeRawBufferPointer>
  ) -> [(name: String, target: String)]? {
    var targets: [(name: String, target: String)] = []
    for capability in capabilities.split(separator: UInt8(ascii: " ")) {
      if let format = value(of: "object-format=", in: capability), !format.elementsEqual("sha1".utf8) { return nil }
      guard let words = value(of: "symref=", in: capability) else { continue }
      guard let colon = words.firstIndex(of: UInt8(ascii: ":")) else { return nil }
      let target = words[(colon + 1)...]
      targets.append((String(decoding: words[..<colon], as: UTF8.self), String(decoding: target, as: UTF8.self)))
    }
    return targets
  }

  private static func value(
    of key: StaticString, in capability: Slice<UnsafeRawBufferPointer>
  ) -> Slice<UnsafeRawBufferPointer>? {
    let key = UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount)
    return capability.starts(with: key) ? capability.dropFirst(key.count) : nil
  }
}

/// The lines of gitprotocol-common(5), each behind its length.
private struct PacketLines {
  enum Packet {
    /// Without the line feed that ends it.
    case line(Slice<UnsafeRawBufferPointer>)
    case flush
    /// There are no more, or what comes isn't a packet.
    case end
  }

  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { position == bytes.count }

  static let flush = Array("0000".utf8)

  /// - Parameter text: at most 65,515 bytes; with more the packet is one that nobody can read.
  static func packet(_ text: String) -> [UInt8] {
    let length = String(text.utf8.count + 5, radix: 16)
    return Array("\(String(repeating: "0", count: max(0, 4 - length.count)))\(length)\(text)\n".utf8)
  }

  mutating func next() -> Packet {
    guard bytes.count - position >= 4 else { return .end }
    var length = 0
    for byte in bytes[position..<position + 4] {
      guard let digit = Character(UnicodeScalar(byte)).hexDigitValue else { return .end }
      length = length << 4 | digit
    }
    if length == 0 {
      position += 4
      return .flush
    }
    guard length > 4, length <= bytes.count - position else { return .end }
    var line = bytes[(position + 4)..<(position + length)]
    if line.last == UInt8(ascii: "\n") { line.removeLast() }
    position += length
    return .line(line)
  }
}
