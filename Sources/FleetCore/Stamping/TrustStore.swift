import Documents
import Foundation
import Git

/// The templates whose hooks a person trusts: each at one commit.
public struct TrustStore: Sendable {
  public struct Entry: Sendable, Equatable, Codable {
    /// The template's repository, without a password.
    public let url: String
    /// The commit's whole id.
    public let commit: String

    public init(url: String, commit: String) {
      self.url = url
      self.commit = commit
    }
  }

  private struct Content: Codable {
    var fleet = 1
    var trusted: [Entry]
  }

  /// The file, absolute; one that is missing trusts nobody.
  public let file: String

  public init(file: String) {
    self.file = file
  }

  /// Follows the XDG Base Directory Specification: a person's decision is configuration.
  public init(environment: [String: String]) {
    let home = environment["HOME"] ?? "/"
    let folder = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "\(home)/.config"
    self.init(file: "\(folder)/fleet/trust.json")
  }

  /// Returns what is trusted, sorted by URL and commit.
  ///
  /// - Throws: where the file is there and can't be read: nothing is taken for trusted by mistake.
  public func entries() throws(StampError) -> [Entry] {
    guard FileManager.default.fileExists(atPath: file) else { return [] }
    do {
      let content = try JSONDecoder().decode(Content.self, from: Data(contentsOf: URL(fileURLWithPath: file)))
      return content.trusted.sorted { ($0.url, $0.commit) < ($1.url, $1.commit) }
    } catch {
      throw StampError(.input, "\(file): can't be read as the list of trusted templates", hint: "mend or remove it")
    }
  }

  /// Whether a template's hooks may run without another question.
  public func trusts(_ template: OpenedTemplate) throws(StampError) -> Bool {
    guard let entry = Entry(template) else { return template.address.isShipped }
    return try entries().contains(entry)
  }

  public func add(_ entry: Entry) throws(StampError) {
    let entries = try entries()
    if !entries.contains(entry) { try write(entries + [entry]) }
  }

  /// Removes the entries of a repository, all or those whose commit begins so, and returns them.
  public func remove(url: String, commit: String?) throws(StampError) -> [Entry] {
    let entries = try entries()
    let removed = entries.filter { $0.url == url && $0.commit.hasPrefix(commit ?? "") }
    if !removed.isEmpty { try write(entries.filter { !removed.contains($0) }) }
    return removed
  }

  private func write(_ entries: [Entry]) throws(StampError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      try FileManager.default.createDirectory(
        atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      let content = Content(trusted: entries.sorted { ($0.url, $0.commit) < ($1.url, $1.commit) })
      try (try encoder.encode(content) + Data("\n".utf8)).write(to: URL(fileURLWithPath: file), options: .atomic)
    } catch {
      throw StampError(.work, "\(file): could not be written: \(error.localizedDescription)")
    }
  }
}

extension TrustStore.Entry {
  /// Nil for a template without commits: there is nothing that the trust could be bound to.
  public init?(_ template: OpenedTemplate) {
    guard case .repository(let remote) = template.address.place, let commit = template.commit else { return nil }
    self.init(url: remote.description, commit: commit.hex)
  }
}
