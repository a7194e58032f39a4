/// Returns the candidate that was probably meant by a misspelt word, or nil where none is near enough.
///
/// Near is a Damerau–Levenshtein distance (insert, delete, replace, swap neighbours) of at most a third of the longer
/// word's length, without regard to case; a word of one or two letters has none. Among equals the first wins.
public func suggestion(for word: String, among candidates: some Sequence<String>) -> String? {
  let letters = Array(word.lowercased().unicodeScalars)
  guard letters.count > 2, letters.count <= 100 else { return nil }
  var best: (distance: Int, candidate: String)?
  for candidate in candidates where !candidate.utf8.elementsEqual(word.utf8) {
    let other = Array(candidate.lowercased().unicodeScalars)
    let limit = max(letters.count, other.count) / 3
    guard abs(letters.count - other.count) <= limit else { continue }
    let distance = editDistance(letters, other)
    if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
  }
  return best?.candidate
}

/// Returns the number of edits between two words; a swap of neighbours is one, and no part is edited twice.
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for row in 0..<left.count {
    var current = [row + 1]
    for column in 0..<right.count {
      let replaced = last[column] + (left[row] == right[column] ? 0 : 1)
      var cost = min(replaced, last[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
        cost = min(cost, beforeLast[column - 1] + 1)
      }
      current.append(cost)
    }
    (beforeLast, last) = (last, current)
  }
  return last[right.count]
}
