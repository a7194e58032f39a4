import Foundation

/// An open folder. Everything is done relative to it, by one name at a time, and no link is ever followed: whoever swaps a
/// folder for a link meanwhile gets an error instead of a write somewhere else.
struct FolderDescriptor: ~Copyable {
  private let descriptor: Int32

  /// Opens a folder by its path, the only one that may have links in it, though not in its last part.
  init(path: String) throws(GitError) {
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    if descriptor < 0 { throw FolderDescriptor.error("open", Array(path.utf8)) }
  }

  private init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Opens a folder in this one.
  func folder(_ name: [UInt8]) throws(GitError) -> FolderDescriptor {
    let child = FolderDescriptor.withName(name) {
      openat(descriptor, $0, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    }
    if child < 0 { throw FolderDescriptor.error("open", name) }
    return FolderDescriptor(descriptor: child)
  }

  /// Calls `body` with the folder that names lead to from here, one after another.
  func inFolder<Value>(
    at names: ArraySlice<[UInt8]>, _ body: (borrowing FolderDescriptor) throws(GitError) -> Value
  ) throws(GitError) -> Value {
    guard let name = names.first else { return try body(self) }
    return try folder(name).inFolder(at: names.dropFirst(), body)
  }

  /// Returns what is in the folder, sorted by name.
  func entries() throws(GitError) -> [FolderEntry] {
    let copy = FolderDescriptor.withName([UInt8(ascii: ".")]) { openat(descriptor, $0, O_RDONLY | O_CLOEXEC) }
    guard copy >= 0, let stream = fdopendir(copy) else { throw FolderDescriptor.error("read", []) }
    defer { closedir(stream) }
    var entries: [FolderEntry] = []
    while true {
      // Only by this does the end of a folder differ from one that can't be read any further (readdir(3)).
      errno = 0
      guard let entry = readdir(stream) else { break }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name == [UInt8(ascii: ".")] || name == Array("..".utf8) { continue }
      errno = 0
      if let found = self.entry(name) {
        entries.append(found)
      } else if errno != ENOENT {
        // What vanished meanwhile isn't there; what can't be looked at is.
        throw FolderDescriptor.error("read", name)
      }
    }
    guard errno == 0 else { throw FolderDescriptor.error("read", []) }
    return entries.sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }

  /// Returns what a name stands for now; nil for nothing.
  func entry(_ name: [UInt8]) -> FolderEntry? {
    var status = stat()
    let code = FolderDescriptor.withName(name) { fstatat(descriptor, $0, &status, AT_SYMLINK_NOFOLLOW) }
    return code == 0 ? FolderEntry(name: name, status: status) : nil
  }

  /// Whether an entry is a file of rules that would keep libgit2 waiting, which opens it without a look: a pipe, a socket or
  /// a device, or a link to one.
  func blocksRules(_ entry: FolderEntry) -> Bool {
    guard FolderRules.fileNames.contains(entry.name) else { return false }
    switch entry.kind {
    case .file, .folder: return false
    case .special: return true
    case .link:
      var status = stat()
      let code = FolderDescriptor.withName(entry.name) { fstatat(descriptor, $0, &status, 0) }
      return code == 0 && FolderEntry(name: entry.name, status: status).kind == .special
    }
  }

  /// Opens a folder in this one that is ours, also where a program has taken away the right to use it.
  func ownFolder(_ entry: FolderEntry) throws(GitError) -> FolderDescriptor {
    if !entry.isOpenToOwner {
      _ = FolderDescriptor.withName(entry.name) { fchmodat(descriptor, $0, 0o700, AT_SYMLINK_NOFOLLOW) }
    }
    return try folder(entry.name)
  }

  /// Returns a file's bytes, at most `limit` of them.
  func content(of name: [UInt8], limit: Int = Repository.defaultBlobLimit) throws(GitError) -> [UInt8] {
    // Without O_NONBLOCK the opening of a pipe that came in between would wait for a writer.
    let file = FolderDescriptor.withName(name) {
      openat(descriptor, $0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    }
    guard file >= 0 else { throw FolderDescriptor.error("read", name) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw GitError(operation: "read \(FolderDescriptor.text(name))", kind: .other, message: "it isn't a file")
    }
    // The file as it was measured comes in one piece, without a copy; the loop below reads what it has grown by since.
    let expected = min(max(Int(status.st_size), 0), limit)
    var bytes = [UInt8](unsafeUninitializedCapacity: expected) { place, count in
      while count < expected {
        let got = read(file, place.baseAddress.map { $0 + count }, expected - count)
        if got < 0 && errno == EINTR { continue }
        // An error shows again in the loop below.
        if got <= 0 { return }
        count += got
      }
    }
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(file, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw FolderDescriptor.error("read", name) }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
      guard bytes.count <= limit else {
        throw GitError(
          operation: "read \(FolderDescriptor.text(name))", kind: .unsupported,
          message: "it has more than \(limit) bytes")
      }
    }
  }

  /// Returns what a link holds.
  func target(ofLink name: [UInt8]) throws(GitError) -> [UInt8] {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = FolderDescriptor.withName(name) { readlinkat(descriptor, $0, &buffer, buffer.count) }
    if count < 0 { throw FolderDescriptor.error("read", name) }
    return buffer[..<count].map { UInt8(bitPattern: $0) }
  }
}

// Writing.
extension FolderDescriptor {
  /// Makes a file that must not be there yet, with the permissions of any new one, and returns what it is then.
  func makeFile(_ name: [UInt8], _ content: [UInt8], isExecutable: Bool) throws(GitError) -> FolderEntry {
    try makeFile(name, content, mode: isExecutable ? 0o777 : 0o666, permissions: nil)
  }

  /// Makes a text file that must not be there yet, with the permissions of any new one.
  func makeFile(_ name: String, _ text: String) throws(GitError) {
    _ = try makeFile(Array(name.utf8), Array(text.utf8), isExecutable: false)
  }

  /// Makes a file that must not be there yet, with exactly these permissions, whatever the umask is.
  func makeFile(_ name: [UInt8], _ content: [UInt8], permissions: UInt16) throws(GitError) {
    _ = try makeFile(name, content, mode: 0o600, permissions: permissions)
  }

  /// Makes a file in place of a file, link or pipe that is there.
  func replaceFile(_ name: [UInt8], _ content: [UInt8], permissions: UInt16) throws(GitError) {
    // Mostly nothing is there, and then nothing has to be looked up.
    do throws(GitError) {
      try makeFile(name, content, permissions: permissions)
    } catch {
      guard let present = entry(name), present.kind != .folder else { throw error }
      try remove(name)
      try makeFile(name, content, permissions: permissions)
    }
  }

  private func makeFile(
    _ name: [UInt8], _ content: [UInt8], mode: mode_t, permissions: UInt16?
  ) throws(GitError) -> FolderEntry {
    let file = FolderDescriptor.withName(name) {
      openat(descriptor, $0, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    }
    guard file >= 0 else { throw FolderDescriptor.error("write", name) }
    defer { close(file) }
    var rest = content[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw FolderDescriptor.error("write", name) }
      rest = rest.dropFirst(count)
    }
    // Last: writing would take away the bits for another user or group.
    if let permissions, fchmod(file, mode_t(permissions)) < 0 { throw FolderDescriptor.error("write", name) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw FolderDescriptor.error("write", name) }
    return FolderEntry(name: name, status: status)
  }

  /// Sets this folder's permissions.
  func setPermissions(_ permissions: UInt16) throws(GitError) {
    if fchmod(descriptor, mode_t(permissions)) < 0 { throw FolderDescriptor.error("write", [UInt8(ascii: ".")]) }
  }

  /// Makes a link that must not be there yet.
  func makeLink(_ name: [UInt8], to target: [UInt8]) throws(GitError) {
    guard !target.isEmpty, !target.contains(0) else {
      throw GitError(
        operation: "write \(FolderDescriptor.text(name))", kind: .unsupported, message: "no link can hold its target")
    }
    let code = FolderDescriptor.withName(target) { target in
      FolderDescriptor.withName(name) { symlinkat(target, descriptor, $0) }
    }
    if code < 0 { throw FolderDescriptor.error("write", name) }
  }

  func makeFolder(_ name: [UInt8]) throws(GitError) {
    let code = FolderDescriptor.withName(name) { mkdirat(descriptor, $0, 0o777) }
    if code < 0 { throw FolderDescriptor.error("write", name) }
  }

  /// Removes a file, a link, or a folder with everything in it; what isn't there is no error.
  func remove(_ name: [UInt8], depth: Int = 0) throws(GitError) {
    guard depth < WorkingFolder.maximumDepth else {
      throw GitError(
        operation: "remove \(FolderDescriptor.text(name))", kind: .unsupported, message: "it lies too deep")
    }
    guard let entry = entry(name) else { return }
    guard entry.kind == .folder else {
      let code = FolderDescriptor.withName(name) { unlinkat(descriptor, $0, 0) }
      if code < 0 && errno != ENOENT { throw FolderDescriptor.error("remove", name) }
      return
    }
    // A program may have taken away the right to look into a folder of its own.
    _ = FolderDescriptor.withName(name) { fchmodat(descriptor, $0, 0o700, AT_SYMLINK_NOFOLLOW) }
    do {
      let folder = try folder(name)
      for entry in try folder.entries() { try folder.remove(entry.name, depth: depth + 1) }
    }
    if try !removeIfEmpty(name) { throw FolderDescriptor.error("remove", name) }
  }

  /// Removes a folder if nothing is in it; whether it is gone.
  func removeIfEmpty(_ name: [UInt8]) throws(GitError) -> Bool {
    let code = FolderDescriptor.withName(name) { unlinkat(descriptor, $0, AT_REMOVEDIR) }
    if code == 0 || errno == ENOENT { return true }
    if errno == ENOTEMPTY || errno == EEXIST { return false }
    throw FolderDescriptor.error("remove", name)
  }

  private static func withName<Value>(_ name: [UInt8], _ body: (UnsafePointer<CChar>) -> Value) -> Value {
    (name + [0]).withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        // The array has at least the final zero.
        body(characters.baseAddress.unsafelyUnwrapped)
      }
    }
  }

  private static func error(_ verb: String, _ name: [UInt8]) -> GitError {
    GitError(operation: "\(verb) \(text(name))", kind: .other, message: String(cString: strerror(errno)))
  }

  private static func text(_ name: [UInt8]) -> String { String(decoding: name, as: UTF8.self).printable }
}
