import Foundation

extension LiveEnvironment {
  /// Where the lock is unless a command says otherwise.
  func lockPath(beside loaded: LoadedManifest) -> String {
    absolutePath((loaded.path as NSString).deletingLastPathComponent + "/fleet.lock")
  }
}
