extension PinState {
  /// The states from the gravest to the best: a row shows the first of those that it has.
  public static let byGravity: [PinState] = [
    .undeclared, .noGitlink, .unreachable, .onlyUnprotectedRef, .urlDrift, .noPolicy, .mixedGroup, .diverged, .behind,
    .ahead, .dirty, .unpushed, .detached, .current,
  ]

  /// Whether it only says that the pin isn't where the policy wants it, and nothing is wrong with the pin itself.
  public var isDistance: Bool { [.diverged, .behind, .ahead, .mixedGroup].contains(self) }

  /// Its place in `byGravity`.
  var gravity: Int { PinState.byGravity.firstIndex(of: self) ?? 0 }

  /// Returns the states without repetitions, the gravest first, and without `current` where there is another.
  public static func ordered(_ states: [PinState]) -> [PinState] {
    let sorted = Set(states).sorted { $0.gravity < $1.gravity }
    return sorted.count > 1 ? sorted.filter { $0 != .current } : sorted
  }
}
