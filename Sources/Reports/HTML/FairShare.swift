/// A space that many share: those that want little get all they want, and the rest share what is left.
enum FairShare {
  /// Returns the largest limit for each with which all together stay within `total`.
  static func limit(of total: Int, for wishes: [Int]) -> Int {
    var left = total
    for (index, wish) in wishes.sorted().enumerated() {
      let share = left / (wishes.count - index)
      if wish > share { return share }
      left -= wish
    }
    return total
  }
}
