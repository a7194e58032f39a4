import Foundation
import GRDB

/// One campaign as the journal knows it.
public struct CampaignRecord: Sendable, Equatable {
  /// Such as `2026-11-28-bump-timeout`: the day on which it began and its name, with a number where that isn't enough.
  public let id: String
  /// As in the commits' trailers.
  public let name: String
  /// What makes its change, such as `codemod`.
  public let kind: String
  /// Of everything that decides what is delivered and where: runs with the same digest are of one campaign.
  public let digest: String
  /// The manifest's absolute path.
  public let manifest: String
  public let began: Date

  init(_ row: Row) {
    (id, name, kind) = (row["id"], row["name"], row["kind"])
    (digest, manifest) = (row["digest"], row["manifest"])
    began = Date(timeIntervalSince1970: row["began"])
  }
}

/// What tells one campaign from another, before the journal has given it an id.
public struct CampaignIdentity: Sendable, Equatable {
  public let name: String
  public let kind: String
  public let digest: String
  public let manifest: String

  public init(name: String, kind: String, digest: String, manifest: String) {
    self.name = name
    self.kind = kind
    self.digest = digest
    self.manifest = manifest
  }
}
