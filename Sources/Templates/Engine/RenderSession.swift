import Jinja

/// The renders of one project, or of one interview: shares the limit of steps and deals out chance.
final class RenderSession: RenderHost {
  let inputs: RenderInputs
  var stepCount = 0
  private var state: UInt64 = 0
  /// How far the numbers of each place were used, where a place comes up more than once.
  private var states: [String: UInt64] = [:]
  private var place = ""

  init(_ inputs: RenderInputs) {
    self.inputs = inputs
  }

  /// Starts the numbers of a file or variable.
  ///
  /// - Parameter continuing: whether they go on where the place left off, instead of beginning again.
  func begin(_ place: String, continuing: Bool = false) {
    guard case .seed(let seed) = inputs.chance else { return }
    states[self.place] = state
    self.place = place
    state = (continuing ? states[place] : nil) ?? RenderSession.hash(seed + "\0" + place)
  }

  func nextRandomNumber() -> UInt64 {
    if case .drawn(let draw) = inputs.chance { return draw() }
    // SplitMix64.
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// FNV-1a, the same on every machine.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
