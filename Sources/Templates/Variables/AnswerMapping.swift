/// Values by name, in the order in which they came: Python's `dict`.
public struct AnswerMapping: Sendable {
  public private(set) var members: [(key: String, value: AnswerValue)] = []
  private var positions: [[UInt8]: Int] = [:]
  /// Whether Python would hold it as an `OrderedDict`, which templates can see when they print it.
  var isOrderedDict = false

  public init() {}

  /// Of a key twice the last value stays, at the place of the first.
  public init(_ members: [(key: String, value: AnswerValue)]) {
    for (key, value) in members { self[key] = value }
  }

  public var isEmpty: Bool { members.isEmpty }
  public var keys: [String] { members.map(\.key) }

  /// Compares keys by code points. A new key comes last; nil removes.
  public subscript(key: String) -> AnswerValue? {
    get { positions[Array(key.utf8)].map { members[$0].value } }
    set {
      let bytes = Array(key.utf8)
      switch (positions[bytes], newValue) {
      case (let position?, let value?): members[position].value = value
      case (nil, let value?):
        positions[bytes] = members.count
        members.append((key, value))
      case (let position?, nil):
        members.remove(at: position)
        positions = Dictionary(
          members.enumerated().map { (Array($0.element.key.utf8), $0.offset) }, uniquingKeysWith: { first, _ in first })
      case (nil, nil): break
      }
    }
  }

  /// Returns the mapping with the other's members, which take the place of its own.
  public func updated(with other: AnswerMapping) -> AnswerMapping {
    var result = self
    for (key, value) in other.members { result[key] = value }
    return result
  }

  public func filter(_ isIncluded: (String) -> Bool) -> AnswerMapping {
    var result = AnswerMapping(members.filter { isIncluded($0.key) })
    result.isOrderedDict = isOrderedDict
    return result
  }
}

extension AnswerMapping: Equatable {
  /// Whether both have the same keys and values, in whatever order.
  public static func == (left: AnswerMapping, right: AnswerMapping) -> Bool {
    left.members.count == right.members.count && left.members.allSatisfy { right[$0.key] == $0.value }
  }
}
