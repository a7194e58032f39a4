import Foundation

/// Writes a pack and its index, as git has them (gitformat-pack(5)), without deltas.
struct PackFile {
  private var pack: [UInt8] = []
  private var places: [(id: ObjectID, checksum: UInt32, offset: Int)] = []

  /// - Parameter objects: each once.
  init(_ objects: [PackedObject]) {
    pack.reserveCapacity(objects.reduce(32) { $0 + $1.entry.count })
    pack += Array("PACK".utf8)
    append(2, to: &pack)
    append(UInt32(objects.count), to: &pack)
    for object in objects {
      places.append((object.id, Deflate.checksum(object.entry), pack.count))
      pack += object.entry
    }
    pack += FileChecksum.bytes(of: pack)
    places.sort { $0.id < $1.id }
  }

  /// Puts both files into a folder of packs; the index comes last, since git looks for packs by it.
  ///
  /// A file that a kill leaves half written has a name by which `PartialPacks` finds it.
  func write(into folder: String) throws(GitError) {
    let temporary = "\(folder)/tmp_\(UUID())"
    try UnsyncedFile.write(pack, to: "\(folder)/\(name).pack", by: temporary, permissions: 0o444)
    try UnsyncedFile.write(index, to: "\(folder)/\(name).idx", by: temporary, permissions: 0o444)
  }

  /// The files' name without its suffix: the same for the same objects in the same order.
  var name: String { "pack-" + pack.suffix(20).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }

  private var index: [UInt8] {
    var index: [UInt8] = [0xFF, 0x74, 0x4F, 0x63]
    append(2, to: &index)
    var counts = [UInt32](repeating: 0, count: 256)
    for place in places { counts[Int(place.id.firstByte)] += 1 }
    var sum: UInt32 = 0
    for count in counts {
      sum += count
      append(sum, to: &index)
    }
    for place in places { index += place.id.bytes }
    for place in places { append(place.checksum, to: &index) }
    // Offsets of 2 GiB and more stand in a table of their own.
    let isFar = { (offset: Int) in offset >= 1 << 31 }
    var farCount: UInt32 = 0
    for place in places {
      append(isFar(place.offset) ? 1 << 31 | farCount : UInt32(place.offset), to: &index)
      if isFar(place.offset) { farCount += 1 }
    }
    for place in places where isFar(place.offset) {
      append(UInt32(place.offset >> 32), to: &index)
      append(UInt32(truncatingIfNeeded: place.offset), to: &index)
    }
    index += pack.suffix(20)
    return index + FileChecksum.bytes(of: index)
  }

  private func append(_ number: UInt32, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.bigEndian) { bytes += $0 }
  }
}
