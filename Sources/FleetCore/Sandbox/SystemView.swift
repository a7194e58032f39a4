import Foundation

/// What every sandbox shows of this machine: programs and their libraries, and settings that everybody may read.
struct SystemView {
  /// Folders of the system itself, where they are there.
  static let roots = [
    "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/etc", "/opt", "/nix/store", "/gnu/store", "/snap",
    "/home/linuxbrew/.linuxbrew",
  ]

  let mounts: [SandboxMount]
  /// The folders among them.
  let visible: [FolderPath]

  /// Looks at the machine.
  ///
  /// - Parameter allowsNetwork: whether names of hosts have to be found.
  init(allowsNetwork: Bool) {
    var mounts: [SandboxMount] = []
    var visible: [FolderPath] = []
    for root in SystemView.roots {
      var status = stat()
      guard unsafe lstat(root, &status) == 0, let path = FolderPath(root) else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFLNK:
        // Such as /bin, which is usr/bin on most systems; what it leads to has to be in sight itself.
        guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: root) else { continue }
        mounts.append(.link(to: target, at: root))
      case S_IFDIR:
        mounts.append(.readOnly(root))
        visible.append(path)
      default: continue
      }
    }
    mounts += SystemView.secrets(below: "/etc")
    mounts += [.processes("/proc"), .devices("/dev"), .emptyFolder("/run"), .link(to: "../run", at: "/var/run")]
    // How many processors there are, and how much of them and of memory is ours, is read there.
    mounts += [.readOnly("/sys/devices/system/cpu"), .readOnly("/sys/fs/cgroup")]
    if allowsNetwork, let file = FolderPath("/etc/resolv.conf")?.resolved,
      !visible.contains(where: { $0.contains(file) })
    {
      mounts.append(.readOnly(file.text))
    }
    self.mounts = mounts
    self.visible = visible
  }

  /// Covers what not everybody may read: passwords' digests, keys of servers. For the superuser, and for groups, a
  /// read-only file would still be a readable one.
  static func secrets(below folder: String) -> [SandboxMount] {
    // A folder that can't be read shows nothing in the sandbox either.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().flatMap { name -> [SandboxMount] in
      let path = "\(folder)/\(name)"
      var status = stat()
      guard unsafe lstat(path, &status) == 0 else { return [] }
      switch status.st_mode & S_IFMT {
      case S_IFDIR:
        let isOpen = status.st_mode & (S_IROTH | S_IXOTH) == S_IROTH | S_IXOTH
        return isOpen ? secrets(below: path) : [.emptyFolder(path)]
      case S_IFREG: return status.st_mode & S_IROTH == 0 ? [.emptyFile(path)] : []
      default: return []
      }
    }
  }
}
