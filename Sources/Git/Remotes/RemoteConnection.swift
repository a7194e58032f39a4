import Clibgit2

/// An open connection to a remote, for one operation on one thread.
struct RemoteConnection: ~Copyable {
  let handle: OpaquePointer
  let callbacks: RemoteCallbacks
  private let context: OperationContext
  private let operation: String

  private init(handle: OpaquePointer, callbacks: RemoteCallbacks, context: OperationContext, operation: String) {
    self.handle = handle
    self.callbacks = callbacks
    self.context = context
    self.operation = operation
  }

  /// Connects and reads what the remote advertises. `repository` is nil where nothing but that is wanted.
  static func open(
    _ target: RemoteTarget, direction: git_direction, repository: OpaquePointer?, options: NetworkOptions,
    context: OperationContext, operation: String
  ) throws(GitError) -> RemoteConnection {
    try OwnTransports.register()
    var create = git_remote_create_options()
    git_remote_create_options_init(&create, UInt32(GIT_REMOTE_CREATE_OPTIONS_VERSION))
    create.repository = repository
    create.flags = GIT_REMOTE_CREATE_SKIP_INSTEADOF.rawValue
    let handle = try make(operation) { git_remote_create_with_opts(&$0, target.text, &create) }
    let connection = RemoteConnection(
      handle: handle, callbacks: RemoteCallbacks(options), context: context, operation: operation)
    var connect = git_remote_connect_options()
    git_remote_connect_options_init(&connect, UInt32(GIT_REMOTE_CONNECT_OPTIONS_VERSION))
    connect.callbacks = connection.callbacks.raw()
    // Redirects are the http transport's matter; libgit2 would read the configuration for them.
    connect.follow_redirects = GIT_REMOTE_REDIRECT_NONE
    try connection.run { git_remote_connect_ext(handle, direction, &connect) }
    return connection
  }

  /// Ends the connection before its value goes; what it advertised is kept.
  func close() { git_remote_disconnect(handle) }

  deinit {
    git_remote_disconnect(handle)
    git_remote_free(handle)
    withExtendedLifetime(callbacks) {}
  }

  /// Makes one call on the connection; what the transport or a callback noted counts more than libgit2's text.
  func run(_ call: () -> Int32) throws(GitError) {
    do throws(GitError) {
      try check(operation, call)
    } catch {
      throw explained(error)
    }
  }

  private func explained(_ error: GitError) -> GitError {
    var explained = error
    if let failure = context.failure {
      explained = GitError(operation: operation, failure, code: error.code, klass: error.klass)
    } else if context.cancellation.isCancelled {
      explained.kind = .cancelled
      explained.message = "cancelled"
    } else if error.klass == Int32(GIT_ERROR_NONE.rawValue) {
      // For some packets that no server sends libgit2 has a code and no words.
      explained.kind = .corrupt
      explained.message = "the server's answer can't be read"
    }
    explained.serverWords = callbacks.words.lines + explained.serverWords
    return explained
  }

  /// Returns what the remote advertised, in its order, each tag with the object that it is a tag of.
  func advertisedReferences() throws(GitError) -> [RemoteReference] {
    var heads: UnsafeMutablePointer<UnsafePointer<git_remote_head>?>?
    var count = 0
    try run { git_remote_ls(&heads, &count, handle) }
    var references: [RemoteReference] = []
    references.reserveCapacity(count)
    for index in 0..<count {
      guard let head = heads?[index]?.pointee, let rawName = head.name else { continue }
      let name = String(cString: rawName)
      if name.hasSuffix("^{}"), let tag = references.last, name.utf8.count == tag.name.utf8.count + 3 {
        references[references.count - 1] = RemoteReference(name: tag.name, id: tag.id, peeledID: ObjectID(head.oid))
        continue
      }
      references.append(
        RemoteReference(
          name: name, id: ObjectID(head.oid), symbolicTarget: head.symref_target.map { String(cString: $0) }))
    }
    return references
  }
}
