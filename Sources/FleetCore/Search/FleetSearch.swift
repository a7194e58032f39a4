import Changes
import Git
import Patterns
import Threads

/// Searches the files of many services in their mirrors, without a checkout; equal contents once.
public struct FleetSearch: Sendable {
  /// A file of more bytes isn't searched.
  public static let fileLimit = 64 << 20
  /// So much is kept of one repository's lines, in bytes.
  static let repositoryLimit = 16 << 20
  /// So many repositories' findings are in memory at once.
  private static let group = 32

  private let query: SearchQuery
  private let context: RunContext
  private let mirrors: MirrorStore
  private let cache: BlobCache<Content>

  /// What one content came to.
  private enum Content: Sendable {
    case nothing
    case found(ContentFindings)
    case unread(String)
  }

  public init(_ query: SearchQuery, context: RunContext) {
    (self.query, self.context) = (query, context)
    mirrors = MirrorStore(folder: context.folders.mirrors)
    cache = BlobCache(costLimit: 64 << 20) { content in
      if case .found(let findings) = content { findings.byteCount } else { 0 }
    }
  }

  /// Calls `visit` with what was found in each service, in the services' order; the mirrors are taken as they are.
  public func run(_ services: [Service], _ visit: (RepositoryFindings) -> Void) async {
    let pool = BlockingPool(name: "processing", width: context.limits.processingWidth)
    for start in stride(from: 0, to: services.count, by: Self.group) {
      let group = Array(services[start..<min(start + Self.group, services.count)])
      let findings = await boundedMap(group, width: context.limits.processingWidth) { service in
        await pool.run { self.findings(in: service) }
      }
      findings.forEach(visit)
    }
  }

  private func findings(in service: Service) -> RepositoryFindings {
    var findings = RepositoryFindings(service: service.name)
    do throws(GitError) {
      try context.checkCancellation()
      try search(mirrors.mirror(of: service).tip(of: service), &findings)
    } catch {
      findings.failure = RepositoryResult(
        service: service.name, failure: StageFailure(stage: .refresh, error: error), context.cancellation)
    }
    return findings
  }

  private func search(_ snapshot: MirrorSnapshot, _ findings: inout RepositoryFindings) throws(GitError) {
    var byteCount = 0
    try snapshot.files(descends: query.paths.couldTakeInside) { (file) throws(GitError) in
      guard query.paths.takes(file.pathBytes) else { return true }
      try context.checkCancellation()
      let path = TreePath(bytes: file.pathBytes)
      switch try cache.value(for: file.id, { () throws(GitError) in try content(file.id, in: snapshot.repository) }) {
      case .nothing: return true
      case .unread(let reason): findings.problems.append("\(path): not searched: \(reason)")
      case .found(let content):
        findings.files.append(FileFindings(path: path, content: content))
        byteCount += content.byteCount
        if content.isCut { findings.problems.append("\(path): only the first \(content.matchCount) matches are shown") }
      }
      guard byteCount <= Self.repositoryLimit else {
        findings.problems.append("\(path): the repository has more matches than are kept; what follows isn't searched")
        return false
      }
      return true
    }
  }

  private func content(_ id: ObjectID, in repository: borrowing Repository) throws(GitError) -> Content {
    let byteCount = try repository.blobSize(id)
    guard byteCount <= Self.fileLimit else { return .unread("it has \(byteCount) bytes, more than \(Self.fileLimit)") }
    let bytes = try repository.blob(id)
    guard !bytes.isBinary else { return .nothing }
    do throws(PatternFailure) {
      let findings = try LineSearch.findings(of: query, in: bytes)
      return findings.matchCount == 0 ? .nothing : .found(findings)
    } catch {
      return .unread(error.message)
    }
  }
}

extension RunContext {
  fileprivate func checkCancellation() throws(GitError) {
    guard cancellation.isCancelled else { return }
    throw GitError(operation: "", kind: .cancelled, message: "interrupted")
  }
}
