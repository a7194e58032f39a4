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
  /// For every instruction the reading ones, and `end`, that it leads to without reading.
  private var reachable: [[Int]] = []

  init(_ parts: [GlobPart]) {
    add(parts)
    instructions.append(.end)
    reachable = instructions.indices.map(reading(from:))
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
    path.allSatisfy { $0 < 0x80 }
      ? places(reading: path.lazy.map(UInt32.init)) : places(reading: GlobProgram.units(of: path))
  }

  private func places(reading units: some Sequence<UInt32>) -> [Int] {
    var places = reachable[0]
    var next: [Int] = []
    // The number of the last round in which an instruction was added, so that none is added twice.
    var seen = [Int](repeating: -1, count: instructions.count)
    var round = 0
    for unit in units {
      next.removeAll(keepingCapacity: true)
      for place in places where accepts(instructions[place], unit) {
        for target in reachable[place + 1] where seen[target] != round {
          seen[target] = round
          next.append(target)
        }
      }
      if next.isEmpty { return [] }
      swap(&places, &next)
      round += 1
    }
    return places
  }

  /// Follows splits and jumps.
  private func reading(from start: Int) -> [Int] {
    var waiting = [start]
    var seen: Set<Int> = []
    var places: [Int] = []
    while let place = waiting.popLast() {
      guard seen.insert(place).inserted else { continue }
      switch instructions[place] {
      case .jump(let target): waiting.append(target)
      case .split(let first, let second): waiting += [second, first]
      default: places.append(place)
      }
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

  /// The path's scalars; a byte that isn't part of UTF-8 gets a number past the last scalar.
  private static func units(of path: [UInt8]) -> [UInt32] {
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
