import Changes
import Documents

/// `create`: a file with this content.
struct FileCreation: Operation {
  enum Exists: String, Sendable, CaseIterable {
    case fail, keep, replace
  }

  let file: InterpolatedText
  let content: FileContent
  let exists: Exists
  /// Nil keeps the mode of a file that is there, and is 644 for a new one.
  let mode: FileMode?

  func apply<Base: Snapshot>(to tree: inout WorkingTree<Base>, _ context: StepContext) throws -> StepOutcome {
    let path = try WorkingTree<Base>.safePath(file.filled(in: context.scope))
    let present = try tree.namedFile(at: path)
    let wanted = WorkingTree<Base>.File(
      bytes: try content.bytes(in: context.scope, for: path), mode: mode ?? present?.mode ?? .file)
    if let present, present != wanted {
      switch exists {
      case .keep: return .done(placeCount: 1)
      case .fail where !context.hasGuards: return .done(placeCount: 1)
      case .fail:
        let what = present.bytes == wanted.bytes ? "another mode" : "other content"
        throw Refusal(.exists, "\(path) is there already, with \(what)", in: path)
      case .replace: break
      }
    }
    try tree.write(wanted, at: path)
    return .done(placeCount: 1)
  }
}

/// `remove`: no such file.
struct FileRemoval: Operation {
  let file: InterpolatedText
  let missing: MissingFile

  func apply<Base: Snapshot>(to tree: inout WorkingTree<Base>, _ context: StepContext) throws -> StepOutcome {
    let path = try WorkingTree<Base>.safePath(file.filled(in: context.scope))
    guard try tree.namedFile(at: path) != nil else {
      try missing.check(path, context)
      return .done(placeCount: 0)
    }
    tree.remove(path)
    return .done(placeCount: 1)
  }
}

/// `move` and `copy`: a file's content and mode at another path.
struct FileTransfer: Operation {
  enum Exists: String, Sendable, CaseIterable {
    case fail, replace
  }

  let from: InterpolatedText
  let to: InterpolatedText
  let missing: MissingFile
  let exists: Exists
  let keepsSource: Bool

  func apply<Base: Snapshot>(to tree: inout WorkingTree<Base>, _ context: StepContext) throws -> StepOutcome {
    let source = try WorkingTree<Base>.safePath(from.filled(in: context.scope))
    let target = try WorkingTree<Base>.safePath(to.filled(in: context.scope))
    guard let file = try tree.namedFile(at: source) else {
      try missing.check(source, context)
      return .done(placeCount: 0)
    }
    if source == target { return .done(placeCount: 1) }
    if let present = try tree.namedFile(at: target), present != file, exists == .fail {
      guard context.hasGuards else { return .done(placeCount: 1) }
      let what = present.bytes == file.bytes ? "another mode" : "other content"
      throw Refusal(.exists, "\(target) is there already, with \(what) than \(source)", in: target)
    }
    try tree.write(file, at: target)
    if !keepsSource { tree.remove(source) }
    return .done(placeCount: 1)
  }
}

/// `mode`: whether a file can be executed.
struct ModeChange: Operation {
  let file: InterpolatedText
  let mode: FileMode

  func apply<Base: Snapshot>(to tree: inout WorkingTree<Base>, _ context: StepContext) throws -> StepOutcome {
    let path = try WorkingTree<Base>.safePath(file.filled(in: context.scope))
    guard let present = try tree.namedFile(at: path) else {
      try MissingFile.fail.check(path, context)
      return .done(placeCount: 0)
    }
    try tree.write(.init(bytes: present.bytes, mode: mode), at: path)
    return .done(placeCount: 1)
  }
}

/// What a step does where the thing that it names isn't there.
enum MissingFile: String, Sendable, CaseIterable {
  case fail, skip

  /// Refuses, unless nothing is fine or guards are off.
  func check(_ path: TreePath, _ context: StepContext) throws {
    if self == .fail, context.hasGuards { throw Refusal(.noMatch, "there is no \(path)", in: path) }
  }
}
