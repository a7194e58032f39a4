import Foundation
import Git

/// One stage of one repository's way: when it began, how long it took, and what it led from and to.
public struct StageRecord: Sendable, Equatable {
  public let stage: Stage
  public let began: Date
  public let duration: Duration
  /// What the stage started from: the tip that was fetched over, the base's tree, the value that a push replaced.
  public let old: ObjectID?
  /// What it led to: the fetched tip, the planned tree, the commit.
  public let new: ObjectID?
  /// The log of the programs that it ran.
  public let logPath: String?

  public init(
    stage: Stage, began: Date, duration: Duration, old: ObjectID? = nil, new: ObjectID? = nil, logPath: String? = nil
  ) {
    self.stage = stage
    self.began = began
    self.duration = duration
    self.old = old
    self.new = new
    self.logPath = logPath
  }
}
