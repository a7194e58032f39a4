import Clibgit2

/// A transport that libgit2 can make: hands its calls to a `Subtransport` made per remote.
///
/// Lives as long as the process, since libgit2 keeps pointers to it.
final class SubtransportDefinition {
  private let makeSubtransport: () -> any Subtransport
  private let definition: UnsafeMutablePointer<git_smart_subtransport_definition>

  /// Makes a definition; `isStateless` says whether each step is a request of its own, as over http.
  init(isStateless: Bool, _ makeSubtransport: @escaping () -> any Subtransport) {
    self.makeSubtransport = makeSubtransport
    definition = .allocate(capacity: 1)
    definition.initialize(to: git_smart_subtransport_definition())
    definition.pointee.rpc = isStateless ? 1 : 0
    definition.pointee.callback = { out, _, parameter in
      guard let out, let parameter else { return GIT_ERROR.rawValue }
      let definition = Unmanaged<SubtransportDefinition>.fromOpaque(parameter).takeUnretainedValue()
      out.pointee = SubtransportBox.make(definition.makeSubtransport())
      return 0
    }
  }

  /// Registers the transport for URLs of `scheme`, in front of libgit2's own.
  func register(for scheme: String) throws(GitError) {
    definition.pointee.param = Unmanaged.passRetained(self).toOpaque()
    try check("register the transport for \(scheme)") {
      git_transport_register(scheme, git_transport_smart, definition)
    }
  }
}

/// What libgit2 sees as a subtransport, with ours behind it. libgit2 frees it by its `free`.
private struct SubtransportBox {
  var base = git_smart_subtransport()
  let holder: Unmanaged<Holder>

  final class Holder {
    let subtransport: any Subtransport

    init(_ subtransport: any Subtransport) { self.subtransport = subtransport }
  }

  static func make(_ subtransport: any Subtransport) -> UnsafeMutablePointer<git_smart_subtransport> {
    let box = UnsafeMutablePointer<SubtransportBox>.allocate(capacity: 1)
    box.initialize(to: SubtransportBox(holder: .passRetained(Holder(subtransport))))
    box.pointee.base.action = { out, base, url, service in
      guarding { context throws(NetworkFailure) in
        guard let out, let base, let url else { return }
        let stream = try SubtransportBox.of(base).pointee.subtransport
          .open(SmartService(service), url: String(cString: url), in: context)
        out.pointee = StreamBox.make(stream, of: base)
      }
    }
    box.pointee.base.close = { base in
      guard let base else { return 0 }
      SubtransportBox.of(base).pointee.subtransport.close()
      return 0
    }
    box.pointee.base.free = { base in
      guard let base else { return }
      let box = SubtransportBox.of(base)
      box.pointee.subtransport.close()
      box.pointee.holder.release()
      box.deinitialize(count: 1)
      box.deallocate()
    }
    return UnsafeMutableRawPointer(box).assumingMemoryBound(to: git_smart_subtransport.self)
  }

  private var subtransport: any Subtransport { holder.takeUnretainedValue().subtransport }

  /// The box around what libgit2 hands us: `base` is its first field.
  private static func of(_ base: UnsafeMutablePointer<git_smart_subtransport>) -> UnsafeMutablePointer<SubtransportBox>
  {
    UnsafeMutableRawPointer(base).assumingMemoryBound(to: SubtransportBox.self)
  }
}

/// What libgit2 sees as a stream, with ours behind it.
///
/// A transport with state returns one stream for every step, and libgit2 compares the pointers: so a `KeptStream` knows
/// its box.
private struct StreamBox {
  var base = git_smart_subtransport_stream()
  let holder: Unmanaged<Holder>

  final class Holder {
    let stream: any SubtransportStream

    init(_ stream: any SubtransportStream) { self.stream = stream }
  }

  static func make(
    _ stream: any SubtransportStream, of subtransport: UnsafeMutablePointer<git_smart_subtransport>
  ) -> UnsafeMutablePointer<git_smart_subtransport_stream> {
    let kept = stream as? KeptStream
    if let box = kept?.box { return box.assumingMemoryBound(to: git_smart_subtransport_stream.self) }
    let box = UnsafeMutablePointer<StreamBox>.allocate(capacity: 1)
    box.initialize(to: StreamBox(holder: .passRetained(Holder(stream))))
    box.pointee.base.subtransport = subtransport
    box.pointee.base.read = { base, bytes, capacity, count in
      guarding { _ throws(NetworkFailure) in
        guard let base, let count else { return }
        count.pointee = 0
        let buffer = UnsafeMutableRawBufferPointer(start: bytes, count: capacity)
        count.pointee = try StreamBox.of(base).pointee.stream.read(into: buffer)
      }
    }
    box.pointee.base.write = { base, bytes, count in
      guarding { _ throws(NetworkFailure) in
        guard let base else { return }
        try StreamBox.of(base).pointee.stream.write(UnsafeRawBufferPointer(start: bytes, count: count))
      }
    }
    box.pointee.base.free = { base in
      guard let base else { return }
      let box = StreamBox.of(base)
      (box.pointee.stream as? KeptStream)?.box = nil
      box.pointee.stream.close()
      box.pointee.holder.release()
      box.deinitialize(count: 1)
      box.deallocate()
    }
    let raw = UnsafeMutableRawPointer(box)
    kept?.box = raw
    return raw.assumingMemoryBound(to: git_smart_subtransport_stream.self)
  }

  private var stream: any SubtransportStream { holder.takeUnretainedValue().stream }

  /// The box around what libgit2 hands us: `base` is its first field.
  private static func of(
    _ base: UnsafeMutablePointer<git_smart_subtransport_stream>
  ) -> UnsafeMutablePointer<StreamBox> {
    UnsafeMutableRawPointer(base).assumingMemoryBound(to: StreamBox.self)
  }
}

/// A stream that serves every step of an operation.
protocol KeptStream: SubtransportStream {
  /// Where libgit2's side of the stream is, while libgit2 has it.
  var box: UnsafeMutableRawPointer? { get set }
}

extension SmartService {
  fileprivate init(_ service: git_smart_service_t) {
    switch service {
    case GIT_SERVICE_UPLOADPACK_LS: self = .uploadPackReferences
    case GIT_SERVICE_UPLOADPACK: self = .uploadPack
    case GIT_SERVICE_RECEIVEPACK_LS: self = .receivePackReferences
    default: self = .receivePack
    }
  }
}

/// Runs one call of libgit2 into this module: what it throws is recorded for the caller of libgit2, which gets a code.
private func guarding(_ body: (OperationContext) throws(NetworkFailure) -> Void) -> Int32 {
  guard let context = OperationContext.current else {
    git_error_set_str(Int32(GIT_ERROR_NET.rawValue), "a network call outside OperationContext.run")
    return GIT_ERROR.rawValue
  }
  do throws(NetworkFailure) {
    try body(context)
    return 0
  } catch {
    context.record(error)
    git_error_set_str(Int32(GIT_ERROR_NET.rawValue), error.message)
    return error.libgit2Code
  }
}

extension NetworkFailure {
  /// What libgit2 returns for it.
  var libgit2Code: Int32 {
    switch kind {
    case .authentication: GIT_EAUTH.rawValue
    case .certificate: GIT_ECERTIFICATE.rawValue
    case .cancelled: GIT_EUSER.rawValue
    default: GIT_ERROR.rawValue
    }
  }
}
