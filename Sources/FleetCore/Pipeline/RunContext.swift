import Foundation
import Git

/// The effects and limits of one run: everything that the pipeline doesn't find in its values.
public struct RunContext: Sendable {
  public let folders: CacheFolders
  /// Names the run's folder of logs.
  public let runName: String
  public let network: NetworkSettings
  public let limits: RunLimits
  let serverGates: ServerGates
  /// When a network operation that failed is tried again.
  public let retries: RetryPolicy
  public let programEnvironment: ProgramEnvironment
  /// Where programs are shut in, if they are.
  public let sandbox: Sandbox?
  /// Whether what is planned will be carried out, so that its trees have to lie in the mirrors; else they live in memory.
  public let keepsPlans: Bool
  /// Ends the run: network operations at once, programs by their groups, repositories that wait before their turn.
  public let cancellation: Cancellation
  /// The time of a commit, in the local time zone.
  public let now: @Sendable () -> (seconds: Int64, offsetMinutes: Int)
  /// The time of stages.
  public let clock: @Sendable () -> Date
  /// Tells one build of this program from another; nil where that isn't known.
  public let build: String?
  /// Remembers what is done, and knows what was done before.
  public let journal: RunJournal
  /// Told what happens, from any thread.
  public let observe: @Sendable (PipelineEvent) -> Void

  public init(
    folders: CacheFolders, runName: String, network: NetworkSettings, limits: RunLimits,
    retries: RetryPolicy = RetryPolicy(), programEnvironment: ProgramEnvironment, sandbox: Sandbox? = nil,
    keepsPlans: Bool = true, cancellation: Cancellation,
    now: @escaping @Sendable () -> (seconds: Int64, offsetMinutes: Int), clock: @escaping @Sendable () -> Date,
    build: String? = nil, journal: RunJournal = .off, observe: @escaping @Sendable (PipelineEvent) -> Void = { _ in }
  ) {
    self.folders = folders
    self.runName = runName
    self.network = network
    self.limits = limits
    self.serverGates = ServerGates(limits.connections)
    self.retries = retries
    self.programEnvironment = programEnvironment
    self.sandbox = sandbox
    self.keepsPlans = keepsPlans
    self.cancellation = cancellation
    self.now = now
    self.clock = clock
    self.build = build
    self.journal = journal
    self.observe = observe
  }
}

extension RunContext {
  var networkOptions: NetworkOptions {
    NetworkOptions(settings: network, limits: limits.network, cancellation: cancellation)
  }
}

/// How much runs at once and how long it may take.
public struct RunLimits: Sendable, Equatable {
  /// Repositories that are fetched or pushed at once.
  public let connections: ConnectionWidth
  /// Repositories that are planned and committed at once: work for the processor.
  public let processingWidth: Int
  /// Repositories whose tests run at once.
  public let testWidth: Int
  public let network: NetworkLimits
  /// The limit of one test run.
  public let test: Duration

  /// - Parameters:
  ///   - jobs: what `--jobs` says; nil takes what suits each server for the network and one a processor for tests.
  ///   - connectionLimit: how many connections a server gets at most where `--jobs` says nothing.
  public init(
    jobs: Int?, connectionLimit: Int = ConnectionWidth.usualLimit, processorCount: Int, network: NetworkLimits,
    test: Duration
  ) {
    self.connections = jobs.map { .fixed($0) } ?? .adaptive(limit: connectionLimit)
    self.processingWidth = min(jobs ?? processorCount, processorCount)
    self.testWidth = jobs ?? processorCount
    self.network = network
    self.test = test
  }

  /// How many repositories are in the pipeline at once: enough to keep every stage busy.
  var repositoryWidth: Int { networkWidth + processingWidth + testWidth }

  /// How many repositories are fetched or pushed at once at most, over all servers.
  var networkWidth: Int { connections.most }
}
