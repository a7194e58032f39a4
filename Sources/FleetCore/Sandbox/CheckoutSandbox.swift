import Foundation

/// A sandbox for the programs of one repository: what they see is their checkout, a home and a `/tmp` of their own, and the
/// system.
struct CheckoutSandbox: Sendable {
  let sandbox: Sandbox
  /// The folder with the files.
  let folder: String
  /// Folders and files of git's data that programs may read and write, and that they may only read.
  let writable: [String]
  let readable: [String]
  let own: SandboxFolders

  /// Made when the checkout's files and submodules are in place.
  ///
  /// - Parameters:
  ///   - mirror: the repository whose objects the checkout's `HEAD` is made of.
  ///   - known: the repositories that submodules may have been filled from.
  init(_ sandbox: Sandbox, for checkout: Checkout, of mirror: Mirror, known: [Mirror]) {
    self.init(
      sandbox, folder: checkout.folder, writable: [checkout.folder, checkout.gitFolder],
      readable: ["\(checkout.gitFolder)/fleet-index", mirror.objects, checkout.modulesFolder, checkout.fileList]
        + checkout.librariesObjects(known: known),
      own: SandboxFolders(base: checkout.base + "/sandbox"))
  }

  init(_ sandbox: Sandbox, folder: String, writable: [String], readable: [String], own: SandboxFolders) {
    self.sandbox = sandbox
    self.folder = folder
    self.writable = writable
    self.readable = readable
    self.own = own
  }

  /// Variables that lead to caches and temporary files of the user's; without them programs keep theirs below `HOME`.
  private static let caches: Set<String> = [
    "TMPDIR", "XDG_CACHE_HOME", "GRADLE_USER_HOME", "GOPATH", "GOCACHE", "CARGO_HOME",
  ]

  /// Returns the program as bubblewrap starts it.
  func confining(_ program: Program) -> Program {
    var confined = program
    confined.arguments = [sandbox.program] + arguments + ["--"] + program.arguments
    confined.environment = program.environment.filter { !Self.caches.contains($0.key) }
    confined.environment["HOME"] = sandbox.home
    confined.heading.append("in a sandbox \(sandbox.allowsNetwork ? "with the" : "without a") network")
    return confined
  }

  /// The words for bwrap(1); later mounts lie over earlier ones.
  var arguments: [String] {
    let mounts =
      sandbox.system
      + [.writable(own.temporary, at: "/tmp"), .link(to: "../tmp", at: "/var/tmp")]
      + [.writable(own.home, at: sandbox.home)]
      + sandbox.tools
      + writable.map { .writable($0, at: $0) } + readable.map { .readOnly($0) }
    return Self.namespaces + (sandbox.allowsNetwork ? [] : ["--unshare-net"]) + mounts.flatMap(\.arguments)
      + ["--chdir", folder]
  }

  /// Programs see no process but their own, have no rights of the superuser, no terminal to type into, and end with
  /// bubblewrap, which ends with us.
  private static let namespaces = [
    "--unshare-user-try", "--unshare-ipc", "--unshare-pid", "--unshare-uts", "--unshare-cgroup-try",
    "--cap-drop", "ALL", "--die-with-parent", "--new-session",
  ]
}

extension Mirror {
  fileprivate var objects: String { path + "/objects" }
}

extension Checkout {
  /// Where the objects of filled submodules are: in mirrors that are known, whatever the checkout's git data say.
  fileprivate func librariesObjects(known: [Mirror]) -> [String] {
    let folders = Set(known.map(\.objects))
    // Without submodules there is no such folder.
    let modules = (try? FileManager.default.contentsOfDirectory(atPath: modulesFolder)) ?? []
    let named = modules.flatMap { module in
      let bytes = FileManager.default.contents(atPath: "\(modulesFolder)/\(module)/objects/info/alternates")
      return String(decoding: bytes ?? Data(), as: UTF8.self).split(separator: "\n").map(String.init)
    }
    return Set(named).intersection(folders).sorted()
  }
}
