import Clibgit2

/// What libgit2's callbacks of one network operation need and note; they reach it through their payload.
final class RemoteCallbacks {
  private let cancellation: Cancellation
  private let progress: (@Sendable (TransferProgress) -> Void)?
  private(set) var words = LineBuffer()
  /// The server's word for each reference pushed: nil inside for an accepted one.
  private(set) var statuses: [String: String?] = [:]
  /// What the remote has to advertise for each reference pushed; zero for one that must not exist.
  var expectations: [String: ObjectID] = [:]
  /// The first reference that wasn't as expected when the push was about to be sent.
  private(set) var moved: (name: String, found: ObjectID)?

  init(_ options: NetworkOptions) {
    cancellation = options.cancellation
    progress = options.progress
  }

  /// Calls `body` with callbacks that lead here. They are valid as long as this object is.
  func raw() -> git_remote_callbacks {
    var callbacks = git_remote_callbacks()
    git_remote_init_callbacks(&callbacks, UInt32(GIT_REMOTE_CALLBACKS_VERSION))
    callbacks.payload = Unmanaged.passUnretained(self).toOpaque()
    callbacks.sideband_progress = { text, count, payload in
      guard let text, let state = RemoteCallbacks.from(payload) else { return 0 }
      state.words.append(UnsafeRawBufferPointer(start: text, count: Int(count)))
      return state.goesOn
    }
    callbacks.transfer_progress = { stats, payload in
      guard let stats, let state = RemoteCallbacks.from(payload) else { return 0 }
      state.progress?(TransferProgress(stats.pointee))
      return state.goesOn
    }
    callbacks.pack_progress = { _, _, _, payload in RemoteCallbacks.from(payload)?.goesOn ?? 0 }
    callbacks.push_transfer_progress = { _, _, _, payload in RemoteCallbacks.from(payload)?.goesOn ?? 0 }
    callbacks.push_update_reference = { name, status, payload in
      guard let name, let state = RemoteCallbacks.from(payload) else { return 0 }
      state.statuses[String(cString: name)] = .some(status.map { String(cString: $0) })
      return 0
    }
    callbacks.push_negotiation = { updates, count, payload in
      RemoteCallbacks.from(payload)?.checkLease(updates, count: count) ?? 0
    }
    return callbacks
  }

  /// Stops a push whose references aren't what the caller's work was based on.
  private func checkLease(
    _ updates: UnsafeMutablePointer<UnsafePointer<git_push_update>?>?, count: Int
  ) -> Int32 {
    for index in 0..<count {
      guard let update = updates?[index]?.pointee, let name = update.dst_refname else { continue }
      let destination = String(cString: name)
      let advertised = ObjectID(update.src)
      if expectations[destination] != advertised {
        moved = (destination, advertised)
        return GIT_EUSER.rawValue
      }
    }
    return goesOn
  }

  private var goesOn: Int32 { cancellation.isCancelled ? GIT_EUSER.rawValue : 0 }

  private static func from(_ payload: UnsafeMutableRawPointer?) -> RemoteCallbacks? {
    payload.map { Unmanaged<RemoteCallbacks>.fromOpaque($0).takeUnretainedValue() }
  }
}

extension TransferProgress {
  init(_ raw: git_indexer_progress) {
    self.init(
      receivedObjectCount: Int(raw.received_objects), totalObjectCount: Int(raw.total_objects),
      receivedByteCount: raw.received_bytes)
  }
}
