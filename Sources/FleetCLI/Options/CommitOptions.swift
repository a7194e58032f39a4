import ArgumentParser
import Changes
import Codemods
import FleetCore
import Foundation
import Git

/// What commits carry besides their message: signatures and trailers.
struct CommitOptions: ParsableArguments {
  /// What `--sign` takes.
  enum Signing: String, CaseIterable, ExpressibleByArgument {
    case ssh, gpg, off

    var format: SignatureFormat? {
      switch self {
      case .ssh: .ssh
      case .gpg: .gpg
      case .off: nil
      }
    }
  }

  @Option(help: "Sign commits with an ssh or OpenPGP key, as git does: ssh, gpg, or off.")
  var sign: Signing?

  @Option(
    help: ArgumentHelp(
      "The key to sign with instead of git's user.signingKey: a file or a key's name.", valueName: "key"))
  var signKey: String?

  @Flag(inversion: .prefixedNo, help: "End messages with Signed-off-by and the author.")
  var signoff: Bool?

  @Option(
    name: .customLong("trailer"),
    help: ArgumentHelp(
      "End messages with this too; {{service.name}} and parameters are filled in. Repeat for more.",
      valueName: "key=value"))
  var trailers: [String] = []

  func validate() throws {
    if sign == .off && signKey != nil { throw ValidationError("--sign off and --sign-key exclude each other") }
    for text in trailers { _ = try Self.parts(of: text) }
  }

  /// Returns what signs the commits, if anything: by the options, else by the manifest.
  ///
  /// - Throws: wrong usage, where there is no key.
  func signer(for manifest: Manifest, author: Author, _ live: LiveEnvironment) throws -> CommitSigner? {
    guard let format = sign.map(\.format) ?? manifest.defaults.commit.sign else {
      if signKey != nil {
        throw CommandError(
          message: "--sign-key names a key, and nothing says how to sign", hint: "add --sign ssh or --sign gpg")
      }
      return nil
    }
    do {
      return try CommitSigner(
        format: format, key: signKey.map { Self.absolute($0, live) },
        author: Signature(name: author.name, email: author.email, seconds: 0),
        settings: try live.networkSettings(), cancellation: Cancellation())
    } catch let error as GitError {
      throw CommandError(message: error.description, hint: error.hint)
    }
  }

  /// Returns a file's absolute path, since a run may be gone on with from another folder; a key of another kind stays.
  private static func absolute(_ key: String, _ live: LiveEnvironment) -> String {
    let path = live.absolutePath(key)
    return FileManager.default.fileExists(atPath: path) ? path : key
  }

  /// Whether everything is left as it is by itself.
  var isEmpty: Bool { sign == nil && signKey == nil && signoff == nil && trailers.isEmpty }

  /// Returns the trailers of a service, after they were made once for each of `services`.
  ///
  /// - Throws: wrong usage, where one isn't a trailer for one of them.
  func trailers(
    of change: CodemodChange, for services: [Service]
  ) throws -> @Sendable (ServiceFacts) throws -> [Trailer] {
    let parts: [Part] = try trailers.map { text in
      let (key, value) = try Self.parts(of: text)
      do {
        return (key: key, value: try change.text(value))
      } catch {
        throw CommandError(message: "--trailer \(text): \(error)")
      }
    }
    return try Self.trailers(parts, for: services)
  }

  /// The same for a change without parameters.
  func trailers(for services: [Service]) throws -> @Sendable (ServiceFacts) throws -> [Trailer] {
    let parts: [Part] = try trailers.map { text in
      let (key, value) = try Self.parts(of: text)
      return (key: key, value: { value.replacing("{{service.name}}", with: $0.name) })
    }
    return try Self.trailers(parts, for: services)
  }

  private typealias Part = (key: String, value: @Sendable (ServiceFacts) -> String)

  private static func trailers(
    _ parts: [Part], for services: [Service]
  ) throws -> @Sendable (ServiceFacts) throws -> [Trailer] {
    let trailers: @Sendable (ServiceFacts) throws -> [Trailer] = { service in
      try parts.map { part in
        let value = part.value(service)
        if let problem = Trailer.problem(ofValue: value) {
          throw CommandError(message: "--trailer \(part.key): \(problem) for \(service.name)")
        }
        return Trailer(key: part.key, value: value)
      }
    }
    for service in services {
      _ = try trailers(ServiceFacts(name: service.name, branch: service.branch ?? "main", tags: service.tags))
    }
    return trailers
  }

  /// Splits at the first `=` or `:`, as git-interpret-trailers(1) does.
  static func parts(of text: String) throws -> (key: String, value: String) {
    guard let separator = text.firstIndex(where: { $0 == "=" || $0 == ":" }) else {
      throw ValidationError("--trailer \(text): key=value was expected")
    }
    let key = text[..<separator].trimmingSpaces
    let value = text[text.index(after: separator)...].trimmingSpaces
    if let problem = Trailer.problem(ofKey: key) ?? Trailer.problem(ofValue: value) {
      throw ValidationError("--trailer \(text): \(problem)")
    }
    return (key, value)
  }
}

extension Substring {
  fileprivate var trimmingSpaces: String {
    let start = drop { $0 == " " || $0 == "\t" }
    let end = start.lastIndex { $0 != " " && $0 != "\t" }
    return end.map { String(start[...$0]) } ?? ""
  }
}
