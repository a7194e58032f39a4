import Clibgit2
import Foundation

/// What reading a whole repository found.
public struct VerificationReport: Sendable, Equatable {
  /// How many objects were read.
  public let objectCount: Int
  /// What is damaged or missing, a line each; at most `problemLimit` of them.
  public let problems: [String]

  /// Whoever reads more of them is no wiser.
  static let problemLimit = 20

  public var isSound: Bool { problems.isEmpty }
}

extension Repository {
  /// Reads every object that the references lead to, compares its bytes with its id, and looks for what it refers to.
  ///
  /// What no reference leads to isn't looked at: nobody needs it. Blocks for as long as it takes to read everything.
  ///
  /// - Parameter planned: objects that are needed though no reference leads to them yet.
  /// - Throws: only what ends the whole check: a cancellation, or that no more files can be opened.
  public func verify(
    _ cancellation: Cancellation = Cancellation(), planned: [ObjectID] = []
  ) throws(GitError) -> VerificationReport {
    let references: [ReferenceRecord]
    do throws(GitError) {
      references = try self.references()
    } catch {
      try Repository.requireFreeDescriptor(path)
      return VerificationReport(objectCount: 0, problems: [error.message])
    }
    return try withObjectDatabase { (database) throws(GitError) in
      var check = ObjectCheck(database: database)
      for reference in references { check.add(reference.id, nil, of: reference.name) }
      for id in planned { check.add(id, nil, of: "the plan") }
      var count = 0
      while check.step() {
        if check.problems.count == 1 { try Repository.requireFreeDescriptor(path) }
        count += 1
        if count % 256 == 0, cancellation.isCancelled {
          throw GitError(operation: "verify \(path)", kind: .cancelled, message: "cancelled")
        }
      }
      return VerificationReport(objectCount: check.objectCount, problems: check.problems)
    }
  }

  /// - Throws: where the process can open no more files: then what is there can't be told from what is missing.
  private static func requireFreeDescriptor(_ path: String) throws(GitError) {
    let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
    guard descriptor < 0 else {
      close(descriptor)
      return
    }
    throw GitError(operation: "verify \(path)", kind: .other, message: String(cString: strerror(errno)))
  }
}

/// A walk from the references to everything that they lead to.
private struct ObjectCheck {
  let database: OpaquePointer
  private(set) var objectCount = 0
  private(set) var problems: [String] = []
  private var seen: Set<ObjectID> = []
  private var waiting: [(id: ObjectID, type: git_object_t?, referrer: Referrer)] = []

  /// What an object is known from; made to words only where something is wrong.
  private enum Referrer {
    case reference(String)
    case object(git_object_t, ObjectID)

    var words: String {
      switch self {
      case .reference(let name): name
      case .object(let type, let id): "\(ObjectCheck.name(of: type)) \(id.short)"
      }
    }
  }

  init(database: OpaquePointer) {
    self.database = database
  }

  mutating func add(_ id: ObjectID, _ type: git_object_t?, of reference: String) {
    add(id, type, of: .reference(reference))
  }

  private mutating func add(_ id: ObjectID, _ type: git_object_t?, of referrer: Referrer) {
    if seen.insert(id).inserted { waiting.append((id, type, referrer)) }
  }

  /// Reads one object; returns false when none is left, or enough is wrong.
  mutating func step() -> Bool {
    guard problems.count < VerificationReport.problemLimit, let next = waiting.popLast() else { return false }
    var raw = next.id.raw
    var object: OpaquePointer?
    git_error_clear()
    // Compares the id with the bytes (GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, which is on).
    let code = git_odb_read(&object, database, &raw)
    defer { git_odb_object_free(object) }
    guard code == 0, let object, let start = git_odb_object_data(object) else {
      let what = next.type.map(ObjectCheck.name) ?? "object"
      let isMissing = code == GIT_ENOTFOUND.rawValue
      let reason = isMissing ? "is missing" : "can't be read: \(GitError(operation: "", code: code).message)"
      problems.append("\(what) \(next.id.short) of \(next.referrer.words) \(reason)")
      return true
    }
    objectCount += 1
    let type = git_odb_object_type(object)
    if let expected = next.type, expected != type {
      problems.append(
        "\(next.id.short) of \(next.referrer.words) is a \(ObjectCheck.name(of: type)) and no "
          + ObjectCheck.name(of: expected))
      return true
    }
    let bytes = UnsafeRawBufferPointer(start: start, count: git_odb_object_size(object))
    let isWellFormed =
      switch type {
      case GIT_OBJECT_TREE: addEntries(of: bytes, in: next.id)
      case GIT_OBJECT_COMMIT, GIT_OBJECT_TAG: addHeaders(of: bytes, type, in: next.id)
      default: true
      }
    if !isWellFormed { problems.append("\(ObjectCheck.name(of: type)) \(next.id.short) isn't well formed") }
    return true
  }

  /// Reads `MODE NAME<nul>` and twenty bytes of id, again and again.
  private mutating func addEntries(of tree: UnsafeRawBufferPointer, in id: ObjectID) -> Bool {
    var rest = tree[...]
    while !rest.isEmpty {
      guard let nul = rest.firstIndex(of: 0), rest.endIndex - nul > 20,
        let space = rest[..<nul].firstIndex(of: UInt8(ascii: " "))
      else { return false }
      let mode = rest[..<space]
      var raw = git_oid()
      withUnsafeMutableBytes(of: &raw) { $0.copyBytes(from: rest[(nul + 1)..<(nul + 21)]) }
      // A submodule's commit is in another repository.
      if !mode.elementsEqual("160000".utf8) {
        let isTree = mode.elementsEqual("40000".utf8)
        add(ObjectID(raw), isTree ? GIT_OBJECT_TREE : GIT_OBJECT_BLOB, of: .object(GIT_OBJECT_TREE, id))
      }
      rest = rest[(nul + 21)...]
    }
    return true
  }

  /// Reads the lines `tree`, `parent` and `object` before the first empty one.
  private mutating func addHeaders(
    of object: UnsafeRawBufferPointer, _ type: git_object_t, in id: ObjectID
  ) -> Bool {
    var hasTarget = false
    for line in object.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let words = line.split(separator: UInt8(ascii: " "), maxSplits: 1)
      guard words.count == 2 else { break }
      let name = String(decoding: words[0], as: UTF8.self)
      guard ["tree", "parent", "object"].contains(name) else {
        if type == GIT_OBJECT_COMMIT { break } else { continue }
      }
      guard let target = ObjectID(hex: String(decoding: words[1], as: UTF8.self)) else { return false }
      hasTarget = true
      let expected: git_object_t? =
        name == "object" ? nil : name == "tree" ? GIT_OBJECT_TREE : GIT_OBJECT_COMMIT
      add(target, expected, of: .object(type, id))
    }
    return hasTarget
  }

  private static func name(of type: git_object_t) -> String {
    git_object_type2string(type).map { String(cString: $0) } ?? "object"
  }
}
