import ArgumentParser
import FleetCore

/// In which order and at which pace a change reaches the fleet, and what stops it.
struct RolloutOptions: ParsableArguments {
  @Flag(help: "Test and commit all repositories first, and push none unless all of them are good.")
  var allOrNothing = false

  @Option(
    help: ArgumentHelp(
      "With --all-or-nothing: push once so many repositories are good, such as 95% or 40.", valueName: "share"))
  var atLeast: Share?

  @Option(
    help: ArgumentHelp(
      """
      Go in waves, such as 1,10%,100%: so many repositories are done when each has ended. The next begins only if the one \
      before went well.
      """, valueName: "shares"))
  var waves: WaveSizes?

  @Option(
    help: ArgumentHelp(
      """
      With --waves: stop when more than this share of a wave's repositories went wrong, such as 5% or 2. Else one is \
      enough.
      """, valueName: "share"))
  var haltAt: Share?

  @Option(help: ArgumentHelp("At most so many pushes in any such time, such as 10/min or 5/30s.", valueName: "n/time"))
  var pushRate: PushRate?

  @Flag(name: .shortAndLong, help: "Show each repository's diff and ask about it: yes, no, all the rest, edit, quit.")
  var interactive = false

  func validate() throws {
    if atLeast != nil && !allOrNothing { throw ValidationError("--at-least goes with --all-or-nothing only") }
    if haltAt != nil && waves == nil { throw ValidationError("--halt-at goes with --waves only") }
  }

  var rollout: Rollout {
    Rollout(
      quorum: allOrNothing ? atLeast ?? .percent(100) : nil,
      waves: waves.map { Waves(sizes: $0.shares, haltAt: haltAt ?? .percent(0)) }, pushRate: pushRate)
  }

  /// The options as they are typed, but for `--interactive`.
  var words: [String] {
    let options = [
      ("--at-least", atLeast?.description), ("--waves", waves?.description), ("--halt-at", haltAt?.description),
      ("--push-rate", pushRate?.defaultValueDescription),
    ]
    return (allOrNothing ? ["--all-or-nothing"] : [])
      + options.flatMap { name, value in value.map { [name, $0] } ?? [] }
  }
}

/// The sizes of waves as they are typed, such as `1,10%,100%`.
struct WaveSizes: ExpressibleByArgument, CustomStringConvertible {
  let shares: [Share]

  init?(argument: String) {
    let texts = argument.split(separator: ",", omittingEmptySubsequences: false)
    shares = texts.compactMap { Share($0.trimmingCharacters(in: .whitespaces)) }
    guard shares.count == texts.count, !shares.contains(where: { $0 == .count(0) || $0 == .percent(0) }) else {
      return nil
    }
  }

  var description: String { shares.map(\.description).joined(separator: ",") }
}

extension Share: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

extension PushRate: ExpressibleByArgument {
  private static let units: [String: Duration] = [
    "s": .seconds(1), "min": .seconds(60), "m": .seconds(60), "h": .seconds(3600),
  ]

  public init?(argument: String) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let count = Int(parts[0]), count > 0,
      let window = Self.units[parts[1]] ?? DurationArgument(argument: parts[1])?.duration, window > .zero
    else { return nil }
    self.init(count: count, window: window)
  }

  public var defaultValueDescription: String {
    let unit = Self.units.first { $0.value == window && $0.key != "m" }?.key
    return "\(count)/\(unit ?? DurationArgument(window).defaultValueDescription)"
  }
}
