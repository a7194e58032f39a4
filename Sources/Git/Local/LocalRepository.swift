import Clibgit2
import Foundation

/// A remote that is a folder of this machine, open in this process.
///
/// Only what git would open for this user without a second thought is opened. For everything else there is nil, and the
/// `git` program is asked, so that its rules and its words hold.
struct LocalRepository: ~Copyable {
  let repository: Repository
  let configuration: LocalConfiguration

  /// Variables that change what git makes of a repository: its program has to read them.
  private static let unusualVariables = ["GIT_NAMESPACE", "GIT_TEST_ASSUME_DIFFERENT_OWNER"]

  private init(_ repository: consuming Repository, _ configuration: LocalConfiguration) {
    self.repository = repository
    self.configuration = configuration
  }

  static func open(_ remote: RemoteTarget, settings: NetworkSettings) -> LocalRepository? {
    guard remote.text.utf8.starts(with: "file://".utf8),
      unusualVariables.allSatisfy({ settings.variable($0) == nil }),
      // A text that is no path is the transport's to complain of.
      let path = try? LocalTransport.path(of: remote.text),
      let folder = gitFolder(String(decoding: path, as: UTF8.self)), hasPlainHead(folder)
    else { return nil }
    do throws(GitError) {
      let entries = try ConfigurationFiles.entries(of: "\(folder)/config")
      let configuration = LocalConfiguration(outside: settings.configuration.entries, inside: entries)
      guard configuration.isKnownFormat else { return nil }
      return LocalRepository(try Repository(openingBare: folder), configuration)
    } catch {
      // What can't be opened here may be a repository for git, and if not, git says so.
      return nil
    }
  }

  /// Returns the folder that git takes for a path (`enter_repo` in its path.c), if this user owns it.
  ///
  /// Nil also where `.git` is a file that names another place.
  private static func gitFolder(_ path: String) -> String? {
    var base = path
    while base.utf8.count > 1, base.utf8.last == UInt8(ascii: "/") { base.removeLast() }
    for suffix in ["/.git", "", ".git/.git", ".git"] {
      let folder = base + suffix
      var status = stat()
      guard stat(folder, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFREG { return nil }
      guard ["HEAD", "objects", "refs"].allSatisfy({ access("\(folder)/\($0)", F_OK) == 0 }) else { continue }
      // As git demands it where `safe.directory` says nothing (CVE-2022-24765).
      return status.st_uid == geteuid() ? folder : nil
    }
    return nil
  }

  /// Whether `HEAD` is a file. Git takes a symbolic link for a symbolic reference; libgit2 reads what it leads to.
  private static func hasPlainHead(_ folder: String) -> Bool {
    var status = stat()
    return lstat("\(folder)/HEAD", &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Whether the git folder has a file or folder of that name.
  func has(_ name: String) -> Bool {
    var status = stat()
    // What can't be asked about counts as there.
    return lstat("\(repository.path)/\(name)", &status) == 0 || errno != ENOENT
  }

  /// Returns the names in a folder of the git folder; empty where there is no such folder, nil where it can't be read.
  func names(in folder: String) -> [String]? { FolderNames.of("\(repository.path)/\(folder)") }
}

extension OperationContext {
  /// Throws where the operation was cancelled or its time is up; asked between the steps of local work.
  func checkTime(_ operation: String) throws(GitError) {
    do throws(NetworkFailure) {
      _ = try OperationWatch(context: self, host: "the repository").milliseconds()
    } catch {
      throw GitError(operation: operation, error)
    }
  }
}

extension GitError {
  /// Whether the caller's wish or limit ended the work, so that no other means may be tried.
  var endsEveryMeans: Bool { kind == .cancelled || kind == .timedOut }
}
