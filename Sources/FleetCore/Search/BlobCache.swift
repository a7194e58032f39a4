import Git
import Synchronization

/// What was found out about contents, by their ids, so that equal files of a thousand repositories are looked at once.
///
/// Who asks for a content that another thread is looking at waits for that. What wasn't asked for in a long while is
/// forgotten, so that the memory stays bounded.
final class BlobCache<Value: Sendable>: Sendable {
  /// What an entry costs besides its value, in bytes.
  private static var entryCost: Int { 160 }

  /// Its lock is held while the value is made.
  private final class Slot: Sendable {
    let value = Mutex<Value?>(nil)
  }

  private struct Generations {
    var young: [ObjectID: Slot] = [:]
    var old: [ObjectID: Slot] = [:]
    var youngCost = 0
  }

  private let generations = Mutex(Generations())
  private let costLimit: Int
  private let cost: @Sendable (Value) -> Int

  /// - Parameters:
  ///   - costLimit: the memory that all entries may take, in bytes.
  ///   - cost: what a value takes, in bytes.
  init(costLimit: Int, cost: @escaping @Sendable (Value) -> Int) {
    self.costLimit = costLimit
    self.cost = cost
  }

  /// Returns what is known of a content, and finds it out first where nothing is; what throws is tried again by whoever
  /// asks next.
  func value<Failure: Error>(for id: ObjectID, _ make: () throws(Failure) -> Value) throws(Failure) -> Value {
    let slot = slot(for: id)
    return try slot.value.withLock { (known) throws(Failure) -> Value in
      if let value = known { return value }
      let value = try make()
      known = value
      add(cost(value))
      return value
    }
  }

  private func slot(for id: ObjectID) -> Slot {
    generations.withLock { generations in
      if let slot = generations.young[id] { return slot }
      let slot = generations.old[id] ?? Slot()
      generations.young[id] = slot
      generations.youngCost += Self.entryCost
      return slot
    }
  }

  private func add(_ cost: Int) {
    generations.withLock { generations in
      generations.youngCost += cost
      guard generations.youngCost > costLimit / 2 else { return }
      (generations.old, generations.young, generations.youngCost) = (generations.young, [:], 0)
    }
  }
}
