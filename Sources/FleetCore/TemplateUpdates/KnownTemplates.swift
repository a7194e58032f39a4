import Git
import Templates
import Threads

/// The templates that the manifest or the command line names: the only ones that are ever asked, whatever a service's
/// record says.
public struct KnownTemplates: Sendable {
  public let templates: [KnownTemplate]

  /// Brings the templates' mirrors up to date, or takes them as they are.
  ///
  /// - Parameters:
  ///   - shelf: where those without commits are kept.
  ///   - ref: the branch, tag or commit that is asked for instead of those of the addresses.
  ///   - kept: what the references of a template were when a run began that is gone on with, by its address.
  ///   - network: nil where nobody is asked.
  public static func open(
    _ addresses: [TemplateAddress], ref: String?, mirrors: MirrorStore, shelf: TemplateShelf,
    network: NetworkOptions?, width: Int, kept: [String: String] = [:]
  ) async -> KnownTemplates {
    let pool = BlockingPool(name: "template", width: width)
    let opened = await boundedMap(addresses, width: width) { address -> KnownTemplate in
      guard case .repository(let remote) = address.place else {
        return KnownTemplate(local: address, askedFor: ref, shelf: shelf)
      }
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
    return KnownTemplates(templates: opened)
  }

  /// The references by the templates' addresses, for a run that is gone on with later.
  public var referenceTexts: [String: String] {
    Dictionary(
      templates.compactMap { template in template.referenceText.map { (template.source, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// The only one that was named; nil where there are more, or none. Those that came with the program name themselves.
  var only: KnownTemplate? {
    let named = templates.filter { !$0.address.isShipped }
    return named.count == 1 ? named.first : nil
  }

  /// What the templates lead to, for telling one update from another; without those that came with the program.
  public var targets: [String] {
    templates.filter { !$0.address.isShipped }.map { template in
      let target = try? template.target(keepingTo: nil, in: template.directory)
      return "\(template.source) \(template.directory ?? "") \(target?.name ?? "")"
    }.sorted()
  }

  /// Returns the template that a record is of; nil for one that nobody has named.
  func template(of record: TemplateRecord) -> KnownTemplate? {
    // A source that is no address is none of a repository.
    let remote = try? RemoteLocation(record.source, relativeTo: "/")
    let same = templates.filter { template in
      guard let own = template.remote else { return record.commit == nil && template.source == record.source }
      return remote.map(own.isSameRepository) ?? false
    }
    return same.first { $0.directory == record.directory } ?? same.first { $0.holds(record.directory) }
  }
}

extension KnownTemplate {
  /// Whether a folder of the repository may be one of its nested templates.
  fileprivate func holds(_ folder: String?) -> Bool {
    // A record that was read is checked already; one that was made of another file's words is here.
    if let folder, !TemplateRecord.isInside(folder) { return false }
    guard let directory else { return true }
    return folder?.hasPrefix(directory + "/") ?? false
  }
}
