import Foundation
import Git

/// Where the mirrors are: one bare repository a remote, shared by all manifests that name the remote's URL.
public struct MirrorStore: Sendable, Equatable {
  public let folder: String

  public init(folder: String) {
    self.folder = folder
  }

  /// Returns the place of a remote's mirror, whether it has been made or not.
  ///
  /// The name ends with a digest of the URL, since two remotes may have the same last part.
  public func mirror(of remote: RemoteLocation, engine: RemoteEngine = .automatic) -> Mirror {
    // Without a password in it: a new one must not make a new mirror.
    let digest = ObjectID(hashingBlob: Array(remote.description.utf8)).hex.prefix(10)
    return Mirror(remote: remote, engine: engine, path: "\(folder)/\(Self.fileName(for: remote))-\(digest).git")
  }

  /// Returns the place of a service's mirror.
  public func mirror(of service: Service) -> Mirror { mirror(of: service.remote, engine: service.engine) }

  /// Returns the places of the mirrors of all libraries and services that a manifest names.
  public func mirrors(of manifest: Manifest) -> [Mirror] {
    manifest.libraries.map { mirror(of: $0.remote, engine: $0.engine) }
      + manifest.services.map { mirror(of: $0.remote, engine: $0.engine) }
  }

  /// Returns the places of the mirrors of all that a manifest names: templates too, whose files no checkout is filled from.
  public func allMirrors(of manifest: Manifest) -> [Mirror] {
    let templates = manifest.templates.compactMap { template in
      if case .repository(let remote) = template.location { mirror(of: remote) } else { nil }
    }
    return mirrors(of: manifest) + templates
  }

  /// The repository's name in letters that every file system takes.
  private static func fileName(for remote: RemoteLocation) -> String {
    let safe = remote.repositoryName.unicodeScalars.prefix(60).map { scalar -> Character in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".": Character(scalar)
      default: "-"
      }
    }
    let text = String(safe)
    return text.isEmpty || text.hasPrefix(".") || text.hasPrefix("-") ? "_" + text : text
  }

  /// Removes what killed runs left behind: half-made mirrors that no process is working on.
  public func sweep() {
    // No mirrors yet is nothing to sweep, and a folder that can't be removed now is swept by a later run.
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    where name.hasSuffix(Mirror.newSuffix) {
      let path = "\(folder)/\(name.dropLast(Mirror.newSuffix.count))"
      guard let lock = FileLock(free: path + Mirror.lockSuffix) else { continue }
      try? FileManager.default.removeItem(atPath: path + Mirror.newSuffix)
      withExtendedLifetime(lock) {}
    }
  }
}
