import Git
import Submodules
import Threads

extension MirrorSources {
  /// Returns for each service what the tip of its branch records, or what HEAD does of the working copy that it has.
  func recordedPins(
    of services: [Service], copies: [String: WorkingCopyNode] = [:]
  ) async -> [(service: Service, result: Result<RecordedPins, GitError>)] {
    context.observe(.began(serviceCount: services.count))
    return await boundedMap(services, width: width) { service in
      context.observe(.entered(service: service.name, stage: .refresh))
      let result = await recordedPins(of: service, copies[service.name])
      context.observe(.finished(RepositoryResult(of: service, result, context.cancellation)))
      return (service, result)
    }
  }

  private func recordedPins(of service: Service, _ copy: WorkingCopyNode?) async -> Result<RecordedPins, GitError> {
    if let copy { return await recordedPins(at: copy) }
    return await read(store.mirror(of: service)) { (open) throws(GitError) in
      let tip = try open.repository.tip(ofBranch: service.branch)
      return try RecordedPins.read(try open.repository.tree(of: tip), in: open)
    }
  }

  private func recordedPins(at copy: WorkingCopyNode) async -> Result<RecordedPins, GitError> {
    await reading(copy) { (open) throws(GitError) in
      guard let head = copy.status.head else {
        throw GitError(operation: "read \(copy.folder)", kind: .notFound, message: "there is no commit yet")
      }
      return try RecordedPins.read(try open.repository.tree(of: head), in: open)
    }
  }

  /// Returns what a library's own tip records.
  func recordedPins(of library: Library) async -> Result<RecordedPins, GitError> {
    await reading(library) { (open) throws(GitError) in
      let tip = try open.repository.tip(ofBranch: nil)
      return try RecordedPins.read(try open.repository.tree(of: tip), in: open)
    }
  }

  /// Returns what a library records at each of some commits; its mirror has been brought up to date already.
  func recordedPins(
    of library: Library, at commits: [ObjectID]
  ) async -> [(ObjectID, Result<RecordedPins, GitError>)] {
    var found: [(ObjectID, Result<RecordedPins, GitError>)] = []
    for commit in commits {
      let result = await readingAgain(library) { (open) throws(GitError) in
        try RecordedPins.read(try open.repository.tree(of: commit), in: open)
      }
      found.append((commit, result))
    }
    return found
  }
}

extension RepositoryResult {
  /// What the progress shows of a service that was read.
  fileprivate init(of service: Service, _ result: Result<RecordedPins, GitError>, _ cancellation: Cancellation) {
    switch result {
    case .success: self.init(service: service.name, outcome: .unchanged)
    case .failure(let error):
      self.init(service: service.name, failure: StageFailure(stage: .refresh, error: error), cancellation)
    }
  }
}

extension RecordedPins {
  /// Reads a tree of a mirror.
  static func read(_ tree: ObjectID, in open: OpenMirror) throws(GitError) -> RecordedPins {
    do {
      return try read(snapshot: MirrorSnapshot(open, tree: tree))
    } catch let error as GitError {
      throw error
    } catch {
      throw GitError(operation: "read the submodules", kind: .other, message: "\(error)")
    }
  }
}
