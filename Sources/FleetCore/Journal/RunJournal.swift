import Foundation
import Git
import Synchronization

/// The journal as one run writes it; the pipeline's only way to it.
///
/// What matters for going on after a kill is on disk before the next stage with an effect outside begins. All that is
/// noted meanwhile goes with it in one transaction.
public final class RunJournal: Sendable {
  /// The campaign's id; nil where nothing is recorded.
  public let campaign: String?
  let run: Int64
  private let journal: Journal?
  private let earlier: EarlierWork
  /// The services that any run of the campaign has delivered to.
  private let reached: Set<String>
  private let lastPushes: [String: PushRecord]
  private let clock: @Sendable () -> Date
  private let edits = Mutex<[String: StoredPlanEntry]>([:])
  private let waiting = Mutex<[(service: String, entry: JournalEntry, at: Date)]>([])

  /// More than so many notes are written without anybody waiting for them.
  private static let limit = 64

  init(
    journal: Journal?, run: Int64, campaign: String?, earlier: EarlierWork, reached: Set<String> = [],
    lastPushes: [String: PushRecord] = [:], clock: @escaping @Sendable () -> Date
  ) {
    self.journal = journal
    self.run = run
    self.campaign = campaign
    self.earlier = earlier
    self.reached = reached
    self.lastPushes = lastPushes
    self.clock = clock
  }

  /// One that records nothing and knows nothing: for what leaves no trace.
  public static let off = RunJournal(
    journal: nil, run: 0, campaign: nil, earlier: EarlierWork(), clock: { .distantPast })

  /// Whether it goes on with a run that was killed or interrupted.
  public var isResumption: Bool { !earlier.runs.isEmpty }

  /// Takes an entry, which is on disk at the latest with the next one that is written.
  func note(_ entry: JournalEntry, for service: String) {
    guard journal != nil else { return }
    waiting.withLock { $0.append((service, entry, clock())) }
  }

  /// Takes entries and returns when they are on disk, with everything before them.
  func write(_ entries: [JournalEntry], for service: String) async throws(JournalError) {
    for entry in entries { note(entry, for: service) }
    try await flush()
  }

  /// Takes a repository's last stages and its outcome; what was pushed is on disk when this returns.
  ///
  /// A result is one whether or not it can be written: what can't be stays, and `end` says so.
  func finish(_ result: RepositoryResult, stages: [StageRecord]) async {
    for stage in stages { note(.stage(stage), for: result.service) }
    note(.outcome(result), for: result.service)
    let isPushed = result.outcome == .delivered || result.commit != nil
    if isPushed || waiting.withLock({ $0.count > Self.limit }) { try? await flush() }
  }

  /// Writes all that is waiting. Those who wait at the same time share a transaction.
  func flush() async throws(JournalError) {
    guard let journal else { return }
    try await journal.writing.run { [self] () throws(JournalError) in
      let entries = waiting.withLock { waiting in
        defer { waiting = [] }
        return waiting
      }
      guard !entries.isEmpty else { return }
      do throws(JournalError) {
        try journal.write("write") { database in
          for (service, entry, at) in entries {
            try entry.insert(into: database, run: run, service: service, at: at)
          }
        }
      } catch {
        // Whoever waits behind this one has entries among these, and must hear of it.
        waiting.withLock { $0 = entries + $0 }
        throw error
      }
    }
  }

  /// Notes how the run ended; what is waiting goes with it.
  public func end(exitCode: Int32) async throws(JournalError) {
    guard let journal else { return }
    try await flush()
    let time = clock()
    try await journal.writing.run { [run] () throws(JournalError) in
      try journal.write("write") { database in
        try database.add("runEnd", ["run": run, "ended": time.timeIntervalSince1970, "exit": Int(exitCode)])
      }
    }
  }
}

extension RunJournal {
  /// The push of an unfinished run that this one goes on with, and whether it is known to have been accepted.
  func earlierPush(of service: String) -> (push: PushRecord, isAccepted: Bool)? {
    earlier.pushes[service].map { ($0, earlier.delivered[service] != nil) }
  }

  /// The result of a service that an unfinished run is known to have delivered to.
  func earlierResult(of service: String) -> RepositoryResult? { earlier.delivered[service] }

  /// What a person made of a plan in the review of this run, or of an unfinished one that it goes on with.
  func edit(of service: String) -> StoredPlanEntry? {
    edits.withLock { $0[service] } ?? earlier.edits[service]
  }

  /// Takes what a person made of plans; it is on disk when this returns.
  func keep(_ edits: [StoredPlanEntry]) async throws(JournalError) {
    guard !edits.isEmpty else { return }
    self.edits.withLock { $0 = Dictionary(edits.map { ($0.service, $0) }, uniquingKeysWith: { $1 }) }
    for entry in edits { note(.edit(entry), for: entry.service) }
    try await flush()
  }

  /// Whether any run of the campaign has delivered to a service.
  func hasDelivered(to service: String) -> Bool { reached.contains(service) }

  /// The last push to a service that any run of the campaign began, whether or not it was accepted.
  func lastPush(to service: String) -> PushRecord? { lastPushes[service] }

  /// The commit that an unfinished run wrote for a service.
  func earlierCommit(of service: String) -> ObjectID? { earlier.commits[service] }

  /// What tests said before of the same tree: a pass of any run, a failure only of the unfinished runs that this one
  /// goes on with, since what was missing then may be there now.
  func earlierVerdict(on subject: TestSubject) async throws(JournalError) -> TestVerdict? {
    guard let journal else { return nil }
    return try await journal.writing.run { [self] () throws(JournalError) in
      try journal.verdict(on: subject, failuresOf: earlier.runs.union([run]))
    }
  }
}
