import Changes

/// What a `create` step writes.
enum FileContent: Sendable {
  case text(InterpolatedText)

  func bytes(in scope: Scope, for path: TreePath) throws -> [UInt8] {
    switch self {
    case .text(let text): Array(text.filled(in: scope).utf8)
    }
  }
}
