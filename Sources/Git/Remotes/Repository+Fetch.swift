import Clibgit2
import Foundation

extension Repository {
  /// Fetches what the refspecs name and sets the local references; with `prune`, deletes local references that a refspec
  /// could have made and the remote no longer has.
  ///
  /// Where every tip that is wanted is here already, only the remote's list is read, nothing is asked for, and nothing is
  /// written. Tags are fetched only by a refspec that names them. A refspec without `+` that would drop commits is of
  /// kind `moved` and changes nothing. Blocks; runs on a `BlockingPool`.
  public func fetch(
    from url: String, refspecs: [String], prune: Bool = false, options: NetworkOptions
  ) throws(GitError) -> FetchReport {
    let remote = try RemoteTarget(url, direction: .fetch, configuration: options.settings.configuration)
    let operation = "fetch \(remote.display)"
    return try OperationContext.run(
      settings: options.settings, limits: options.limits, cancellation: options.cancellation
    ) { (context) throws(GitError) in
      func byGit(_ reason: GitReason) throws(GitError) -> FetchReport {
        let engine = try GitEngine(remote, context: context, operation: operation)
        return try fetch(refspecs, prune: prune, by: engine, reason: reason, operation: operation)
      }
      if options.engine == .git { return try byGit(.wanted) }
      if let report = try fetchInProcess(refspecs, prune: prune, from: remote, context: context, operation: operation) {
        return report
      }
      do throws(GitError) {
        func connection() throws(GitError) -> RemoteConnection {
          try RemoteConnection.open(
            remote, direction: GIT_DIRECTION_FETCH, repository: handle, options: options, context: context,
            operation: operation)
        }
        if let listing = try RemoteListing(of: remote, for: .uploadPackReferences, context, operation: operation) {
          return try fetch(refspecs, prune: prune, of: listing.references, operation: operation) {
            (missing) throws(GitError) in
            try download(refspecs, over: try connection(), missing: missing, operation: operation)
          }
        }
        let connection = try connection()
        let advertised = try connection.advertisedReferences()
        return try fetch(refspecs, prune: prune, of: advertised, operation: operation) { (missing) throws(GitError) in
          try download(refspecs, over: connection, missing: missing, operation: operation)
        }
      } catch {
        guard options.engine == .automatic, let reason = context.failure?.gitReason else { throw error }
        return try byGit(reason)
      }
    }
  }

  /// Fetches from a plain repository of this machine; nil where its objects have to come as a pack.
  private func fetchInProcess(
    _ refspecs: [String], prune: Bool, from remote: RemoteTarget, context: OperationContext, operation: String
  ) throws(GitError) -> FetchReport? {
    let advertised = try LocalRepository.advertisedReferences(of: remote, context: context, operation: operation)
    guard let advertised else { return nil }
    var wish = try wish(refspecs, prune: prune, of: advertised)
    var isLinked = false
    if !wish.missing.isEmpty {
      guard try LocalClone(remote, context: context, operation: operation).linkObjects(into: self) else { return nil }
      isLinked = true
      wish.missing = try missingObjects(of: wish.plan)
      // The remote changed meanwhile, and a pack brings the rest.
      guard wish.missing.isEmpty else { return nil }
    }
    return try finish(
      wish, advertised: advertised, received: nil, isDownloaded: isLinked, means: .inProcess, operation: operation)
  }

  /// - Parameter download: brings the objects that aren't here, and returns what libgit2 counted.
  private func fetch(
    _ refspecs: [String], prune: Bool, of advertised: [RemoteReference], operation: String,
    download: ([ObjectID]) throws(GitError) -> git_indexer_progress
  ) throws(GitError) -> FetchReport {
    let wish = try wish(refspecs, prune: prune, of: advertised)
    let received = wish.missing.isEmpty ? nil : try download(wish.missing)
    return try finish(
      wish, advertised: advertised, received: received, isDownloaded: received != nil, means: .transport,
      operation: operation)
  }

  private func fetch(
    _ refspecs: [String], prune: Bool, by engine: GitEngine, reason: GitReason, operation: String
  ) throws(GitError) -> FetchReport {
    let advertised = try engine.advertisedReferences()
    let wish = try wish(refspecs, prune: prune, of: advertised)
    if !wish.missing.isEmpty {
      PartialPacks(repository: path).sweep()
      try engine.download(wish.missing, into: path)
      try requireObjects(wish.missing, operation: operation, serverWords: [])
    }
    return try finish(
      wish, advertised: advertised, received: nil, isDownloaded: !wish.missing.isEmpty, means: .git(reason),
      operation: operation)
  }

  /// What a fetch wants of a remote, what of it isn't here, and which references of ours the remote no longer has.
  private struct Wish {
    let plan: FetchPlan
    var missing: [ObjectID]
    let stale: Set<String>
    /// Where our references are, those that were listed for pruning.
    let present: [String: ObjectID]
  }

  private func wish(
    _ refspecs: [String], prune: Bool, of advertised: [RemoteReference]
  ) throws(GitError) -> Wish {
    var plan = FetchPlan()
    var present: [String: ObjectID] = [:]
    for text in refspecs {
      let refspec = try Refspec(text)
      try plan.add(refspec, from: advertised)
      guard prune else { continue }
      for reference in try references(madeBy: refspec) { present[reference.name] = reference.id }
    }
    return Wish(
      plan: plan, missing: try missingObjects(of: plan), stale: Set(present.keys.filter { !plan.sets($0) }),
      present: present)
  }

  /// Whether a fetch that prunes would find nothing to transfer, to set or to delete.
  func isUpToDate(_ refspecs: [String], with advertised: [RemoteReference]) throws(GitError) -> Bool {
    let wish = try wish(refspecs, prune: true, of: advertised)
    return wish.missing.isEmpty && wish.stale.isEmpty
      && wish.plan.targets.allSatisfy { wish.present[$0.name] == $0.id }
  }

  private func finish(
    _ wish: Wish, advertised: [RemoteReference], received: git_indexer_progress?, isDownloaded: Bool,
    means: RemoteMeans, operation: String
  ) throws(GitError) -> FetchReport {
    let updates = try apply(wish, operation: operation)
    return FetchReport(
      advertised: advertised, updates: updates, receivedObjectCount: received.map { Int($0.received_objects) } ?? 0,
      isDownloaded: isDownloaded, means: means)
  }

  private func references(madeBy refspec: borrowing Refspec) throws(GitError) -> [ReferenceRecord] {
    let prefix = refspec.destination.prefix { $0 != "*" }
    guard refspec.isPattern, let slash = prefix.lastIndex(of: "/") else { return [] }
    var found: [ReferenceRecord] = []
    for reference in try references(prefix: String(prefix[...slash])) where refspec.couldHaveMade(reference.name) {
      found.append(reference)
    }
    return found
  }

  private func missingObjects(of plan: FetchPlan) throws(GitError) -> [ObjectID] {
    try withObjectDatabase { (database) throws(GitError) in
      plan.wanted.filter { id in
        var raw = id.raw
        return git_odb_exists(database, &raw) == 0
      }
    }
  }

  private func download(
    _ refspecs: [String], over connection: borrowing RemoteConnection, missing: [ObjectID], operation: String
  ) throws(GitError) -> git_indexer_progress {
    PartialPacks(repository: path).sweep()
    var fetch = git_fetch_options()
    git_fetch_options_init(&fetch, UInt32(GIT_FETCH_OPTIONS_VERSION))
    fetch.callbacks = connection.callbacks.raw()
    fetch.follow_redirects = GIT_REMOTE_REDIRECT_NONE
    fetch.download_tags = GIT_REMOTE_DOWNLOAD_TAGS_NONE
    fetch.update_fetchhead = 0
    let remote = connection.handle
    try connection.run { withStringArray(refspecs) { git_remote_download(remote, $0, &fetch) } }
    try requireObjects(missing, operation: operation, serverWords: connection.callbacks.words.lines)
    return git_remote_stats(remote).pointee
  }

  /// A server may answer a wish for an exact id with less: the object database is asked, and not the answer.
  private func requireObjects(_ ids: [ObjectID], operation: String, serverWords: [String]) throws(GitError) {
    for id in ids where try !contains(id) {
      throw GitError(
        operation: operation, kind: .notFound, message: "the remote did not send \(id.hex)", serverWords: serverWords)
    }
  }

  /// Sets and deletes the local references, after all of them were found to be allowed.
  private func apply(_ wish: Wish, operation: String) throws(GitError) -> [FetchReport.ReferenceUpdate] {
    var updates: [FetchReport.ReferenceUpdate] = []
    for name in wish.stale.sorted() {
      updates.append(.init(name: name, old: try reference(name), new: nil))
    }
    for target in wish.plan.targets where wish.present[target.name] != target.id {
      let old = try reference(target.name)
      guard old != target.id else { continue }
      if let old, !target.isForced, try !isAncestor(old, of: target.id) {
        throw GitError(
          operation: operation, kind: .moved,
          message: "\(target.name) would go from \(old.short) to \(target.id.short) and drop commits")
      }
      updates.append(.init(name: target.name, old: old, new: target.id))
    }
    // Deletions first: a branch `a` that is gone must make room for `a/b`.
    for update in updates {
      if let new = update.new { try setReference(update.name, to: new) } else { try deleteReference(update.name) }
    }
    return updates
  }
}

/// Calls `body` with libgit2's form of a list of strings.
func withStringArray<Value>(_ strings: [String], _ body: (UnsafePointer<git_strarray>) -> Value) -> Value {
  withStringArray(strings.map { Array($0.utf8) }, body)
}

/// Calls `body` with libgit2's form of a list of strings, given as their bytes without a zero.
func withStringArray<Value>(_ strings: [[UInt8]], _ body: (UnsafePointer<git_strarray>) -> Value) -> Value {
  var pointers = strings.map { strdup($0.map { CChar(bitPattern: $0) } + [0]) }
  defer { for pointer in pointers { free(pointer) } }
  return pointers.withUnsafeMutableBufferPointer { buffer in
    var array = git_strarray(strings: buffer.baseAddress, count: buffer.count)
    return body(&array)
  }
}
