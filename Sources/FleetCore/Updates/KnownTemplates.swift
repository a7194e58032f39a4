import Git
import Templates
import Threads

/// The templates that the manifest or the command line names: the only ones that are ever asked, whatever a service's
/// record says.
public struct KnownTemplates: Sendable {
  public let templates: [KnownTemplate]
  /// What services record of templates that have no commits, with their names: folders, archives, those that came with the
  /// program.
  let withoutCommits: [String: String]

  /// Brings the templates' mirrors up to date, or takes them as they are.
  ///
  /// - Parameters:
  ///   - ref: the branch, tag or commit that is asked for instead of those of the addresses.
  ///   - kept: what the references of a template were when a run began that is gone on with, by its address.
  ///   - network: nil where nobody is asked.
  public static func open(
    _ addresses: [TemplateAddress], ref: String?, mirrors: MirrorStore, network: NetworkOptions?, width: Int,
    kept: [String: String] = [:]
  ) async -> KnownTemplates {
    let pool = BlockingPool(name: "template", width: width)
    let opened = await boundedMap(addresses, width: width) { address -> KnownTemplate? in
      guard case .repository(let remote) = address.place else { return nil }
      let mirror = mirrors.mirror(of: remote)
      let references: Result<TemplateReferences, GitError>
      do throws(GitError) {
        references = .success(
          try await pool.run { () throws(GitError) in
            if let network { _ = try mirror.refresh(network) }
            if let text = kept[remote.description] { return TemplateReferences(parsing: text) }
            return try TemplateReferences(reading: mirror.path)
          })
      } catch {
        references = .failure(error)
      }
      return KnownTemplate(address, remote, askedFor: ref, mirror: mirror.path, references: references)
    }
    let folders = addresses.filter { if case .repository = $0.place { false } else { true } }
    return KnownTemplates(
      templates: opened.compactMap(\.self),
      withoutCommits: Dictionary(folders.map { ($0.source, $0.name) }, uniquingKeysWith: { first, _ in first }))
  }

  /// The references by the templates' addresses, for a run that is gone on with later.
  public var referenceTexts: [String: String] {
    Dictionary(
      templates.compactMap { template in template.referenceText.map { (template.source, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// What the templates lead to, for telling one update from another.
  public var targets: [String] {
    templates.map { template in
      let target = try? template.target(keepingTo: nil)
      return "\(template.source) \(template.directory ?? "") \(target?.commit.hex ?? "")"
    }.sorted()
  }

  /// Returns the template that a record is of; nil for one that nobody has named.
  func template(of record: TemplateRecord) -> KnownTemplate? {
    // A source that is no address is none of theirs.
    guard let source = try? RemoteLocation(record.source, relativeTo: "/") else { return nil }
    let same = templates.filter { $0.remote?.isSameRepository(as: source) ?? false }
    return same.first { $0.directory == record.directory } ?? same.first { $0.holds(record.directory) }
  }
}

extension KnownTemplate {
  /// Whether a folder of the repository may be one of its nested templates.
  fileprivate func holds(_ folder: String?) -> Bool {
    guard let directory else { return true }
    return folder?.hasPrefix(directory + "/") ?? false
  }
}
