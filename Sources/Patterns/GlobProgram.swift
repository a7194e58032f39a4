/// A glob as a machine that reads a path once and keeps all the places of the pattern where it could be.
///
/// No backtracking, so no path and no pattern makes it slow.
struct GlobProgram: Sendable, Hashable {
  private enum Instruction: Sendable, Hashable {
    case unit(UInt32)
    case notSlash
    case any
    case set(GlobSet)
    /// Goes on at both places.
    case split(Int, Int)
    case jump(Int)
    case end
  }

  static let slash = UInt32(UInt8(ascii: "/"))
  private var instructions: [Instruction] = []

  init(_ parts: [GlobPart]) {
    add(parts)
    instructions.append(.end)
  }

  /// Whether the whole path leads to the end.
  func matches(_ path: [UInt8]) -> Bool {
    places(after: path).contains { instructions[$0] == .end }
  }

  /// Whether there is a longer path that begins with `path` and leads to the end.
  func couldGoOn(after path: [UInt8]) -> Bool {
    places(after: path).contains { instructions[$0] != .end }
  }

  private func places(after path: [UInt8]) -> [Int] {
    var places: [Int] = []
    // The number of the last round in which an instruction was added, so that none is added twice.
    var seen = [Int](repeating: -1, count: instructions.count)
    follow(0, round: 0, &places, &seen)
    var next: [Int] = []
    for (round, unit) in GlobProgram.units(of: path).enumerated() {
      next.removeAll(keepingCapacity: true)
      for place in places where accepts(instructions[place], unit) {
        follow(place + 1, round: round + 1, &next, &seen)
      }
      if next.isEmpty { return [] }
      swap(&places, &next)
    }
    return places
  }

  private func accepts(_ instruction: Instruction, _ unit: UInt32) -> Bool {
    switch instruction {
    case .unit(let wanted): unit == wanted
    case .notSlash: unit != GlobProgram.slash
    case .any: true
    case .set(let set): set.contains(unit)
    case .split, .jump, .end: false
    }
  }

  /// Adds the instruction at `place`, or those that it leads to without reading.
  private func follow(_ place: Int, round: Int, _ places: inout [Int], _ seen: inout [Int]) {
    var waiting = [place]
    while let place = waiting.popLast() {
      guard seen[place] != round else { continue }
      seen[place] = round
      switch instructions[place] {
      case .jump(let target): waiting.append(target)
      case .split(let first, let second): waiting += [second, first]
      default: places.append(place)
      }
    }
  }

  /// The path's scalars; a byte that isn't part of UTF-8 gets a number past the last scalar.
  private static func units(of path: [UInt8]) -> [UInt32] {
    if path.allSatisfy({ $0 < 0x80 }) { return path.map(UInt32.init) }
    var units: [UInt32] = []
    var index = 0
    while index < path.count {
      let length = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 4][Int(path[index] >> 4)]
      let bytes = path[index..<min(index + length, path.count)]
      if let text = String(validating: bytes, as: UTF8.self), let scalar = text.unicodeScalars.first {
        units.append(scalar.value)
        index += bytes.count
      } else {
        units.append(0x110000 + UInt32(path[index]))
        index += 1
      }
    }
    return units
  }
}

extension GlobProgram {
  private mutating func add(_ parts: [GlobPart]) {
    for part in parts { add(part) }
  }

  private mutating func add(_ part: GlobPart) {
    switch part {
    case .scalar(let scalar): instructions.append(.unit(scalar.value))
    case .one: instructions.append(.notSlash)
    case .set(let set): instructions.append(.set(set))
    case .star: addLoop(.notSlash)
    case .everything:
      instructions.append(.any)
      addLoop(.any)
    case .folders:
      // (any* "/")?
      let split = instructions.count
      instructions.append(.end)
      addLoop(.any)
      instructions.append(.unit(GlobProgram.slash))
      instructions[split] = .split(split + 1, instructions.count)
    case .alternatives(let choices): add(choices: choices)
    }
  }

  /// Adds: as often as it fits.
  private mutating func addLoop(_ instruction: Instruction) {
    let split = instructions.count
    instructions += [.split(split + 1, split + 3), instruction, .jump(split)]
  }

  private mutating func add(choices: [[GlobPart]]) {
    var jumps: [Int] = []
    for (index, choice) in choices.enumerated() {
      let split = instructions.count
      if index < choices.count - 1 { instructions.append(.end) }
      add(choice)
      if index < choices.count - 1 {
        jumps.append(instructions.count)
        instructions.append(.end)
        instructions[split] = .split(split + 1, instructions.count)
      }
    }
    for jump in jumps { instructions[jump] = .jump(instructions.count) }
  }
}
