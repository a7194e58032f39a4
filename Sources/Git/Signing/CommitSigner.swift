/// Signs commits as `git commit --gpg-sign` does: by the program and with the key that git's configuration names.
///
/// Made once for a run. Signing blocks while the program runs; any thread may call.
public struct CommitSigner: Sendable {
  public let format: SignatureFormat
  /// The key as the program is told it: a file or the key itself for ssh, a name of any kind for gpg.
  public let key: String
  /// The program, as a path or a name in `PATH`.
  let program: String
  let settings: NetworkSettings

  /// A signature takes milliseconds; a key that has to be touched takes a hand.
  static let timeLimit = Duration.seconds(30)

  /// - Parameters:
  ///   - key: wins over `user.signingKey`, which counts only where `gpg.format` is this format.
  ///   - author: chooses the key for gpg where nothing else does, as git has it.
  /// - Throws: where there is no key. Whether it can be signed with, only `check` knows.
  public init(
    format: SignatureFormat, key: String?, author: Signature, settings: NetworkSettings, cancellation: Cancellation
  ) throws(GitError) {
    let configuration = settings.configuration
    let configuredFormat = configuration.string("gpg.format") ?? SignatureFormat.gpg.configurationName
    let configuredKey =
      configuredFormat == format.configurationName ? configuration.string("user.signingkey") : nil
    self.format = format
    self.settings = settings
    program =
      configuration.entries.last { format.programKeys.contains($0.key) }?.value.map { settings.expandingHome($0) }
      ?? format.usualProgram
    if let key = [key, configuredKey].compactMap({ $0 }).first(where: { !$0.isEmpty }) {
      self.key = key
    } else {
      switch format {
      case .gpg: self.key = "\(author.name) <\(author.email)>"
      case .ssh: self.key = try SshDefaultKey.find(settings, cancellation)
      }
    }
  }

  /// Signs a text of no meaning, so that a key that can't be used shows before anything is done.
  public func check(_ cancellation: Cancellation) throws(GitError) {
    _ = try signature(of: Array("fleet tries this key\n".utf8), cancellation)
  }

  /// Returns the signature of a commit's content, without a final line end.
  public func signature(of content: [UInt8], _ cancellation: Cancellation) throws(GitError) -> String {
    let bytes =
      switch format {
      case .ssh: try sshSignature(of: content, cancellation)
      case .gpg: try gpgSignature(of: content, cancellation)
      }
    // Programs of other systems end lines with CR LF, which a commit's header can't hold.
    var text = String(decoding: bytes.filter { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
    while text.hasSuffix("\n") { text.removeLast() }
    guard !text.isEmpty, !text.utf8.contains(0) else {
      throw error("it made no signature")
    }
    return text
  }

  func error(_ message: String, kind: GitError.Kind = .other, hint: String? = nil) -> GitError {
    GitError(operation: "sign with \(shownKey)", kind: kind, message: "\(program): \(message)", hint: hint)
  }

  /// The key as a line of a message can hold it.
  private var shownKey: String {
    key.utf8.count > 60 ? "\(key.prefix(50))…" : key
  }
}
