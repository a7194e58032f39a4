/// Runs `transform` on every element, at most `width` at a time, and returns the results in the elements' order.
///
/// The number of tasks is bounded too, not only the work: one is added as one ends, so two thousand repositories don't
/// make two thousand waiting tasks.
public func boundedMap<Element: Sendable, Value: Sendable>(
  _ elements: [Element], width: Int, _ transform: @escaping @Sendable (Element) async -> Value
) async -> [Value] {
  await withTaskGroup(of: (Int, Value).self) { group in
    var results = [Value?](repeating: nil, count: elements.count)
    var started = 0
    func startNext() {
      guard started < elements.count else { return }
      let index = started
      let element = elements[index]
      started += 1
      group.addTask { (index, await transform(element)) }
    }
    for _ in 0..<min(max(1, width), elements.count) { startNext() }
    for await (index, value) in group {
      results[index] = value
      startNext()
    }
    return results.compactMap(\.self)
  }
}
