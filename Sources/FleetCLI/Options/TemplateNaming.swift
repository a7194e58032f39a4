import ArgumentParser
import FleetCore
import Git
import Templates

/// Options that name a template and a revision of it, if they do.
protocol TemplateNaming {
  /// A name in the manifest, or a repository.
  var template: String? { get }
  var ref: String? { get }
}

extension TemplateNaming {
  /// Opens the template that is named, or all of the manifest's.
  ///
  /// - Parameter asks: whether remotes are asked first.
  func open(
    _ loaded: LoadedManifest, _ options: ManifestOptions, _ limits: RunLimits, _ live: LiveEnvironment,
    asks: Bool = true
  ) async throws -> (known: KnownTemplates, only: KnownTemplate?) {
    if let ref, let problem = BranchName.problem(ref) { throw CommandError(message: "--to \(ref): \(problem)") }
    // The journal and reports keep the words of a command, so that it can be run again.
    if let template, let url = try? RemoteURL(parsing: template), url.isWeb, url.user != nil || url.password != nil {
      throw CommandError(
        message: "\(url.redacted): a user or password in the URL would be kept with the command",
        hint: "leave it out; git's credential helper or FLEET_TOKEN_HOST has it")
    }
    let addresses = try addresses(loaded, options, live)
    let interruption = Interruption()
    let network = NetworkOptions(
      settings: try live.networkSettings(), limits: limits.network, cancellation: interruption.cancellation)
    let kept = live.files.keptNotes
    let known = try await interruption.run { [ref, live] in
      await KnownTemplates.open(
        addresses, ref: ref, mirrors: MirrorStore(folder: live.cacheFolders.mirrors),
        shelf: TemplateShelf(live.cacheFolders), network: asks ? network : nil, width: limits.connections.start,
        kept: kept)
    }
    if interruption.cancellation.isCancelled { throw ExitStatus.interrupted }
    for (address, text) in known.referenceTexts { live.files.note(text, as: address) }
    if ref != nil {
      let asked = known.templates.filter { $0.problem == nil }
      let problems = asked.compactMap(\.targetProblem)
      if let problem = problems.first, problems.count == asked.count { throw CommandError(message: problem) }
    }
    guard template != nil else { return (known, nil) }
    guard let only = known.templates.first else { return (known, nil) }
    if let problem = only.problem { throw CommandError(StampError(problem)) }
    if let problem = only.targetProblem { throw CommandError(message: problem) }
    return (known, only)
  }

  private func addresses(
    _ loaded: LoadedManifest, _ options: ManifestOptions, _ live: LiveEnvironment
  ) throws -> [TemplateAddress] {
    let configuration = try live.userConfiguration()
    func address(of text: String) throws -> TemplateAddress {
      let finder = try live.templateFinder(for: text, options, configuration)
      do throws(StampError) {
        return try finder.address(of: text, ref: nil, directory: nil)
      } catch {
        throw CommandError(error)
      }
    }
    if let template { return [try address(of: template)] }
    let named = try loaded.manifest.templates.map { try address(of: $0.name) }
    let shipped = try live.shippedTemplates().keys.sorted().filter { loaded.manifest.template(named: $0) == nil }
      .map(address)
    return named + shipped
  }
}

extension RemoteURL {
  fileprivate var isWeb: Bool { scheme == .http || scheme == .https }
}
