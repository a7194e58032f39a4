import Clibgit2

extension GitError {
  /// Makes an error of a code that libgit2 just returned, with the message that it left for this thread.
  init(operation: String, code: Int32) {
    let last = git_error_last()
    let klass = last?.pointee.klass ?? 0
    var text = last?.pointee.message.map { String(cString: $0) } ?? "libgit2 returned \(code)"
    if text.hasPrefix("failed to ") { text = "could not " + text.dropFirst("failed to ".count) }
    if text == "error parsing REF pkt-line" {
      // Where a server has a shallow clone it says so in the middle of its references, which libgit2 1.5 can't read.
      text = "the server's references can't be read: it isn't a git server, or has a shallow clone"
    }
    let kind = Kind(code: code, klass: klass, text: text)
    // A cut connection and another process's lock file are gone a moment later; what a server says stays as it is.
    self.init(
      operation: operation, kind: kind, message: text, code: code, klass: klass,
      isTemporary: kind == .unreachable || kind == .locked)
  }
}

extension GitError.Kind {
  /// The one place where libgit2's codes, classes and texts become kinds.
  init(code: Int32, klass: Int32, text: String) {
    if let kind = Self.byCode[code] {
      self = kind
    } else {
      self = Self.byClass(klass, text: text)
    }
  }

  private static let byCode: [Int32: Self] = [
    GIT_ENOTFOUND.rawValue: .notFound,
    GIT_EEXISTS.rawValue: .exists,
    GIT_EAMBIGUOUS.rawValue: .other,
    GIT_EBAREREPO.rawValue: .unsupported,
    GIT_EUNBORNBRANCH.rawValue: .notFound,
    GIT_ENONFASTFORWARD.rawValue: .moved,
    GIT_EINVALIDSPEC.rawValue: .unsupported,
    GIT_ELOCKED.rawValue: .locked,
    GIT_EMODIFIED.rawValue: .moved,
    GIT_EAUTH.rawValue: .authentication,
    GIT_ECERTIFICATE.rawValue: .certificate,
    GIT_EEOF.rawValue: .unreachable,
    GIT_EUSER.rawValue: .cancelled,
    GIT_EMISMATCH.rawValue: .corrupt,
  ]

  /// Most of libgit2's errors have code -1 and say only by their class what they are about.
  private static func byClass(_ klass: Int32, text: String) -> Self {
    switch git_error_t(rawValue: UInt32(bitPattern: klass)) {
    case GIT_ERROR_NET: ofNetwork(text)
    case GIT_ERROR_SSH, GIT_ERROR_HTTP, GIT_ERROR_SSL: .unreachable
    case GIT_ERROR_ZLIB, GIT_ERROR_INDEXER, GIT_ERROR_OBJECT, GIT_ERROR_TREE, GIT_ERROR_TAG: .corrupt
    case GIT_ERROR_ODB, GIT_ERROR_REFERENCE: isAboutContent(text) ? .corrupt : .other
    default: .other
    }
  }

  /// What a server's `ERR` packet, its report on a push and a broken protocol have in common is their class.
  private static func ofNetwork(_ text: String) -> Self {
    let text = text.lowercased()
    if text.hasPrefix("remote error: ") {
      let marks = ["not exported", "not found", "does not exist", "no such"]
      return marks.contains { text.contains($0) } ? .notARepository : .refused
    }
    if text.hasPrefix("unpacking the sent packfile failed") { return .refused }
    let broken = [
      "invalid packet", "invalid empty packet", "parsing", "bad packet", "unexpected pkt", "incomplete pack",
      "references can't be read",
    ]
    return broken.contains { text.contains($0) } ? .corrupt : .unreachable
  }

  private static func isAboutContent(_ text: String) -> Bool {
    ["corrupt", "invalid", "bad ", "mismatch", "truncated", "inflate"].contains { text.lowercased().contains($0) }
  }
}
