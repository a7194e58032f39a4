import Synchronization

/// The files that a command was given: read from the disk and remembered, so that the journal can keep what it takes to
/// run the command again; or, when a run is gone on with, the bytes that it had then.
final class RunFiles: Sendable {
  /// The bytes of an earlier run, by absolute path.
  private let kept: [String: [UInt8]]
  private let state = Mutex<[String: [UInt8]]>([:])

  init(kept: [String: [UInt8]] = [:]) {
    self.kept = kept
  }

  /// What was read so far, by absolute path.
  var read: [String: [UInt8]] { state.withLock { $0 } }

  /// Keeps what a command has found out and has to find again when it is gone on with, under a name that is no path.
  func note(_ text: String, as name: String) {
    state.withLock { $0[Self.notePrefix + name] = Array(text.utf8) }
  }

  /// What the earlier run noted, by name.
  var keptNotes: [String: String] {
    Dictionary(
      uniqueKeysWithValues: kept.filter { $0.key.hasPrefix(Self.notePrefix) }.map { key, bytes in
        (String(key.dropFirst(Self.notePrefix.count)), String(decoding: bytes, as: UTF8.self))
      })
  }

  private static let notePrefix = "note:"

  /// Returns a file's bytes.
  func read(_ path: String, shownAs name: String) throws -> [UInt8] {
    let bytes = try kept[path] ?? NamedFile.read(path, shownAs: name)
    state.withLock { $0[path] = bytes }
    return bytes
  }

  /// Returns what an earlier run found out under a name, or finds it out and keeps it as if it were a file's bytes: what a
  /// run decided once stays decided when it is gone on with.
  func finding(_ name: String, _ findOut: () async throws -> String) async throws -> String {
    let bytes = if let kept = kept[name] { kept } else { Array(try await findOut().utf8) }
    state.withLock { $0[name] = bytes }
    return String(decoding: bytes, as: UTF8.self)
  }
}
