/// How many operations may be under way at one server, learnt from how they go: a pure value.
///
/// It begins with a few and doubles while there is more to do than it lets through, threads wait more than they work, and the
/// step before brought more done in the same time. A step that didn't, since the server or this machine is busy, is taken back. A
/// server that pushes back halves it, once for all that was under way then; from there it grows by one at a time.
public struct AdaptiveWidth: Sendable, Equatable {
  /// One operation that has ended.
  public struct Sample: Sendable, Equatable {
    /// What it was: durations are compared with those of the same kind only.
    public var kind: String
    public var begin: ContinuousClock.Instant
    public var end: ContinuousClock.Instant
    /// How long its thread had a processor.
    public var processorTime: Duration
    /// Whether the server had too much: it said so, or cut the connection.
    public var isPushedBack: Bool
    /// Whether others waited for a place when it ended.
    public var isCrowded: Bool

    public init(
      kind: String, begin: ContinuousClock.Instant, end: ContinuousClock.Instant, processorTime: Duration,
      isPushedBack: Bool = false, isCrowded: Bool = true
    ) {
      self.kind = kind
      self.begin = begin
      self.end = end
      self.processorTime = processorTime
      self.isPushedBack = isPushedBack
      self.isCrowded = isCrowded
    }
  }

  /// How many may be under way now.
  public private(set) var width: Int

  private let range: ClosedRange<Int>
  private var growsByOne = false
  /// The width before the last step, until it shows what the step brought.
  private var widthBefore: Int?
  /// How long an operation of each kind took at the last width that is known to be good, in seconds.
  private var usual: [String: Double] = [:]
  private var window = Window()
  /// How many windows go by before the next step is tried.
  private var restCount = 0
  private var nextRest = Self.firstRest
  /// When the width was last another: what began before tells nothing of the width since.
  private var lastChange: ContinuousClock.Instant?
  private var lastRetreat: ContinuousClock.Instant?

  /// What a step must bring: this part of what it would bring at a server that is only far away.
  private static let leastGain = 0.25
  /// How many windows a width is kept after a step that brought nothing, and after the server pushed back; each time twice as
  /// many.
  private static let firstRest = 8
  private static let longestRest = 64

  /// A width that stays what it is.
  public init(fixed width: Int) {
    self.width = max(1, width)
    range = self.width...self.width
  }

  /// A width that begins with `start` and is never more than `limit`.
  public init(start: Int, limit: Int) {
    range = 1...max(1, limit)
    width = min(max(1, start), range.upperBound)
  }

  /// Takes in how an operation went.
  public mutating func note(_ sample: Sample) {
    if sample.isPushedBack { return retreat(sample) }
    if let lastChange, sample.begin < lastChange { return }
    window.add(sample)
    guard window.count >= width else { return }
    let judged = width
    judge()
    window = Window()
    if width != judged { lastChange = sample.end }
  }

  /// Halves the width, unless what has ended began before the last time.
  private mutating func retreat(_ sample: Sample) {
    if let lastRetreat, sample.begin < lastRetreat { return }
    (lastRetreat, lastChange) = (sample.end, sample.end)
    width = max(range.lowerBound, width / 2)
    growsByOne = true
    widthBefore = nil
    rest()
    // How long it takes at a server that is overwhelmed is no measure.
    usual = [:]
    window = Window()
  }

  /// Looks at a window of operations, as many as the width.
  private mutating func judge() {
    if let widthBefore {
      // Nothing of a kind that was there before the step: the next window may tell.
      guard let slowdown = window.slowdown(comparedWith: usual) else { return learn() }
      let step = Double(width) / Double(widthBefore)
      self.widthBefore = nil
      if step / slowdown < 1 + (step - 1) * Self.leastGain {
        width = widthBefore
        return rest()
      }
      usual = [:]
    }
    learn()
    if restCount > 0 {
      restCount -= 1
      return
    }
    guard window.isCrowded, window.waitingShare > 0.5, width < range.upperBound else { return }
    widthBefore = width
    width = min(range.upperBound, growsByOne ? width + 1 : width * 2)
  }

  private mutating func rest() {
    restCount = nextRest
    nextRest = min(2 * nextRest, Self.longestRest)
  }

  /// Keeps how long operations of each kind take now.
  private mutating func learn() {
    usual.merge(window.means) { _, new in new }
  }
}

/// Operations that ended one after another.
private struct Window: Sendable, Equatable {
  private(set) var count = 0
  private var crowdedCount = 0
  private var duration = 0.0
  private var processorTime = 0.0
  private var kinds: [String: Sums] = [:]

  private struct Sums: Sendable, Equatable {
    var count = 0
    var duration = 0.0
  }

  mutating func add(_ sample: AdaptiveWidth.Sample) {
    let seconds = (sample.end - sample.begin).inSeconds
    count += 1
    crowdedCount += sample.isCrowded ? 1 : 0
    duration += seconds
    processorTime += sample.processorTime.inSeconds
    kinds[sample.kind, default: Sums()].count += 1
    kinds[sample.kind, default: Sums()].duration += seconds
  }

  /// Whether there was always more to do.
  var isCrowded: Bool { crowdedCount * 2 > count }

  /// Which part of their time the threads waited.
  var waitingShare: Double { duration > 0 ? 1 - processorTime / duration : 0 }

  var means: [String: Double] { kinds.mapValues { $0.duration / Double($0.count) } }

  /// How many times longer than usual operations took; nil where nothing is known of any.
  func slowdown(comparedWith usual: [String: Double]) -> Double? {
    var (taken, expected) = (0.0, 0.0)
    for (kind, sums) in kinds {
      guard let mean = usual[kind] else { continue }
      taken += sums.duration
      expected += mean * Double(sums.count)
    }
    return expected > 0 ? taken / expected : nil
  }
}

extension Duration {
  fileprivate var inSeconds: Double { self / .seconds(1) }
}
