import Changes
import Codemods
import Git
import Templates

/// The codemods that a template has gained between two of its commits: what services do on their way from one to the other.
///
/// They are the files of the folder `migrations` beside `cookiecutter.json` that the older commit doesn't have, in the
/// order of their names. A codemod's parameters are given the service's answers of the same names.
struct TemplateMigrations: Sendable {
  private var codemods: [(path: TreePath, codemod: Codemod)]

  /// Reads them from the template's mirror.
  ///
  /// - Parameter old: nil where nobody knows the older commit; then there must be none.
  init(from old: ObjectID?, to new: ObjectID, directory: String?, in mirror: String) throws(Refusal) {
    do {
      let repository = try Repository(openingBare: mirror)
      let newTree = try repository.tree(of: new)
      let oldTree = try old.map { (old) throws(GitError) in try repository.tree(of: old) }
      let owner = MirrorSnapshot(repository, tree: newTree, commit: new)
      let after = TreeSnapshot(owner: owner, tree: newTree)
      let folder = TreePath(directory ?? "").appending("migrations".utf8)
      let before = try oldTree.map { try Self.files(of: folder, in: TreeSnapshot(owner: owner, tree: $0)) }
      let paths = try Self.files(of: folder, in: after).subtracting(before ?? [])
      guard before != nil || paths.isEmpty else {
        throw Refusal(
          kind: Self.kind,
          message: "which of its template's migrations it has had can't be told without the older template")
      }
      codemods = try paths.sorted().map { path in (path, try Self.codemod(at: path, in: after)) }
    } catch let refusal as Refusal {
      throw refusal
    } catch {
      throw Refusal(kind: Self.kind, message: "the template's migrations can't be read: \(error)")
    }
  }

  private static let kind = "migration"

  private static func files(of folder: TreePath, in snapshot: TreeSnapshot) throws -> Set<TreePath> {
    var paths: Set<TreePath> = []
    // The folder's own files only: what they use may lie deeper.
    let isOnTheWay = { (path: TreePath) in
      path == folder || folder.bytes.starts(with: path.bytes + [UInt8(ascii: "/")])
    }
    try snapshot.walk(descends: isOnTheWay) { entry in
      let name = String(decoding: entry.path.name, as: UTF8.self)
      let isCodemod = [".json", ".yaml", ".yml"].contains { name.hasSuffix($0) }
      if entry.path.isInside(folder), entry.isRegularFile, isCodemod { paths.insert(entry.path) }
    }
    return paths
  }

  private static func codemod(at path: TreePath, in snapshot: TreeSnapshot) throws -> Codemod {
    do {
      return try Codemod.load(path.description) { path in
        guard let entry = try snapshot.entry(at: TreePath(path)), entry.isRegularFile else {
          throw GitError(operation: "", kind: .notFound, message: "the template has no file \(path)")
        }
        return try snapshot.content(of: entry)
      }
    } catch let errors as CodemodErrors {
      let line = errors.findings.first.map { $0.finding.line(in: $0.file, .pointer) } ?? path.description
      throw Refusal(kind: kind, message: line)
    }
  }

  var isEmpty: Bool { codemods.isEmpty }

  /// The paths of those that start programs, with commas; nil if there are none.
  var pathsWithPrograms: String? {
    let paths = codemods.filter(\.codemod.needsPrograms).map(\.path.description)
    return paths.isEmpty ? nil : paths.joined(separator: ", ")
  }

  /// Those that start no programs.
  var withoutPrograms: TemplateMigrations {
    var rest = self
    rest.codemods.removeAll(where: \.codemod.needsPrograms)
    return rest
  }

  /// What becomes of a migration that can't be made.
  enum Mood {
    /// The service is refused.
    case strict
    /// It is left out: of rendered files, which may lack what a service has, or have it already.
    case lenient
  }

  /// Returns a tree of the snapshot's repository after all of them.
  ///
  /// - Parameter host: runs programs in a checkout of the snapshot's tree; nil where none can be run.
  /// - Throws: `ProgramsNeeded` where it is nil and needed.
  func applied(
    to tree: ObjectID, _ mood: Mood, in owner: MirrorSnapshot, answers: AnswerMapping, for service: ServiceFacts,
    by host: CheckoutHost?
  ) throws -> ObjectID {
    var tree = tree
    for (path, codemod) in codemods {
      let (change, snapshot) = (try change(codemod, path, answers), TreeSnapshot(owner: owner, tree: tree))
      let plan: ChangePlan
      if codemod.needsPrograms {
        guard let host else { throw ProgramsNeeded() }
        let before = try owner.repository.edits(from: owner.tree, to: tree)
        do {
          plan = try change.plan(snapshot, for: service, programs: EditedHost(host: host, before: before))
        } catch let failure as ProgramFailure where mood == .lenient && !failure.isInterruption {
          continue
        }
      } else {
        plan = try change.plan(snapshot, for: service)
      }
      switch plan {
      case .unchanged, .notApplicable: continue
      case .refused where mood == .lenient: continue
      case .refused(let refusal):
        throw Refusal(kind: Self.kind, message: "\(path): \(refusal.fullMessage)")
      case .edits(let edits), .conflicted(let edits, _):
        let edits = try edits.map { (edit) throws(GitError) in try TreeEntryEdit(edit) }
        tree = try owner.repository.writeTree(base: tree, edits: edits)
      }
    }
    return tree
  }

  private func change(
    _ codemod: Codemod, _ path: TreePath, _ answers: AnswerMapping
  ) throws(Refusal) -> CodemodChange {
    let arguments = codemod.parameters.compactMap { parameter in
      answers[parameter.name].map { "\(parameter.name)=\($0.text)" }
    }
    do {
      return try codemod.change(with: arguments)
    } catch {
      throw Refusal(kind: Self.kind, message: "\(path): \(error.problems.first ?? "")")
    }
  }
}

/// Runs programs on a tree that isn't the checkout's own, but made of it by some edits.
private struct EditedHost: ProgramHost {
  let host: CheckoutHost
  let before: [TreeEdit]

  func run(_ request: ProgramRequest) throws -> ProgramResult {
    let edits = Dictionary((before + request.edits).map { ($0.path, $0) }, uniquingKeysWith: { $1 })
    return try host.run(
      ProgramRequest(
        step: request.step, command: request.command, environment: request.environment, files: request.files,
        timeLimit: request.timeLimit, edits: edits.values.sorted { $0.path < $1.path }))
  }

  func search(_ search: StructuralSearch) throws -> StructuralSearch.Output { try host.search(search) }
}

extension TreePath {
  /// Whether it names an entry of the folder, and not one of a folder in it.
  fileprivate func isInside(_ folder: TreePath) -> Bool {
    let prefix = folder.bytes.isEmpty ? [] : folder.bytes + [UInt8(ascii: "/")]
    return bytes.count > prefix.count && bytes.starts(with: prefix)
      && !bytes.dropFirst(prefix.count).contains(UInt8(ascii: "/"))
  }
}
