/// The decision tree that binaryornot 0.6.0 was fitted with, as cookiecutter uses it; parts whose answers are the same are
/// drawn together.
enum BinaryTree {
  enum Branch {
    case text
    case binary
    case node(Int)
  }

  struct Node {
    let feature: TextFeatures.Name
    let limit: Double
    /// Where the feature is at most the limit.
    let low: Branch
    let high: Branch

    init(_ feature: TextFeatures.Name, _ limit: Double, _ low: Branch, _ high: Branch) {
      self.feature = feature
      self.limit = limit
      self.low = low
      self.high = high
    }
  }

  static func isBinary(_ features: TextFeatures) -> Bool {
    var branch = Branch.node(0)
    while true {
      switch branch {
      case .text: return false
      case .binary: return true
      case .node(let index):
        let node = nodes[index]
        branch = features[node.feature] <= node.limit ? node.low : node.high
      }
    }
  }

  private static let nodes: [Node] = [
    Node(.controlRatio, 0.000977, .node(1), .node(26)),
    Node(.longestRun, 0.000977, .node(2), .node(6)),
    Node(.isUTF8, 0.5, .node(3), .text),
    Node(.isEUCKR, 0.5, .node(4), .text),
    Node(.entropy, 1.953445, .binary, .node(5)),
    Node(.entropy, 2.74947, .text, .binary),
    Node(.isUTF8, 0.5, .node(7), .text),
    Node(.longestRun, 0.063636, .node(8), .node(9)),
    Node(.entropy, 2.021329, .binary, .text),
    Node(.entropy, 3.047898, .text, .node(10)),
    Node(.printableRatio, 0.758706, .node(11), .text),
    Node(.longestRun, 0.134848, .node(12), .node(17)),
    Node(.highRatio, 0.633612, .node(13), .node(16)),
    Node(.entropy, 3.851786, .text, .node(14)),
    Node(.highRatio, 0.483333, .text, .node(15)),
    Node(.longestRun, 0.129167, .binary, .text),
    Node(.printableRatio, 0.145455, .text, .binary),
    Node(.isBig5, 0.5, .node(18), .node(25)),
    Node(.entropy, 3.572021, .node(19), .node(21)),
    Node(.highRatio, 0.49, .node(20), .binary),
    Node(.printableRatio, 0.651515, .text, .binary),
    Node(.printableRatio, 0.615079, .node(22), .node(24)),
    Node(.isShiftJIS, 0.5, .binary, .node(23)),
    Node(.longestRun, 0.176923, .text, .binary),
    Node(.longestRun, 0.252381, .text, .binary),
    Node(.entropy, 3.889752, .binary, .text),
    Node(.nullRatio, 0.163978, .node(27), .node(68)),
    Node(.isUTF8, 0.5, .node(28), .node(66)),
    Node(.entropy, 3.264621, .node(29), .node(34)),
    Node(.longestRun, 0.022678, .node(30), .node(32)),
    Node(.printableRatio, 0.000977, .node(31), .binary),
    Node(.evenNullRatio, 0.001953, .text, .binary),
    Node(.controlRatio, 0.095455, .node(33), .text),
    Node(.longestRun, 0.306818, .text, .binary),
    Node(.hasLittleEndianMark, 0.5, .node(35), .text),
    Node(.printableRatio, 0.455534, .node(36), .node(46)),
    Node(.highRatio, 0.79057, .node(37), .text),
    Node(.controlRatio, 0.485714, .node(38), .text),
    Node(.entropy, 3.540884, .node(39), .node(43)),
    Node(.entropy, 3.528408, .node(40), .text),
    Node(.printableRatio, 0.316667, .node(41), .binary),
    Node(.printableRatio, 0.286364, .binary, .node(42)),
    Node(.isUTF16LittleEndian, 0.5, .text, .binary),
    Node(.printableRatio, 0.446657, .binary, .node(44)),
    Node(.longestRun, 0.066638, .node(45), .binary),
    Node(.printableRatio, 0.450099, .text, .binary),
    Node(.highRatio, 0.425959, .node(47), .node(58)),
    Node(.highRatio, 0.394552, .node(48), .node(53)),
    Node(.entropy, 4.209417, .node(49), .binary),
    Node(.entropy, 4.175213, .node(50), .text),
    Node(.highRatio, 0.100962, .text, .node(51)),
    Node(.highRatio, 0.248047, .binary, .node(52)),
    Node(.longestRun, 0.106443, .text, .binary),
    Node(.longestRun, 0.082906, .text, .node(54)),
    Node(.controlRatio, 0.025, .text, .node(55)),
    Node(.entropy, 3.520764, .text, .node(56)),
    Node(.controlRatio, 0.1225, .binary, .node(57)),
    Node(.nullRatio, 0.033333, .text, .binary),
    Node(.longestRun, 0.098599, .node(59), .node(61)),
    Node(.controlRatio, 0.012902, .binary, .node(60)),
    Node(.hasSignature, 0.5, .text, .binary),
    Node(.entropy, 4.453697, .node(62), .binary),
    Node(.highRatio, 0.472136, .node(63), .binary),
    Node(.longestRun, 0.121324, .text, .node(64)),
    Node(.longestRun, 0.302885, .node(65), .text),
    Node(.entropy, 3.539612, .text, .binary),
    Node(.controlRatio, 0.45, .node(67), .binary),
    Node(.controlRatio, 0.006212, .binary, .text),
    Node(.hasSignature, 0.5, .node(69), .binary),
    Node(.highRatio, 0.082843, .node(70), .node(76)),
    Node(.oddNullRatio, 0.282534, .text, .node(71)),
    Node(.entropy, 3.088801, .node(72), .node(75)),
    Node(.nullRatio, 0.822852, .node(73), .binary),
    Node(.printableRatio, 0.291667, .text, .node(74)),
    Node(.controlRatio, 0.521739, .text, .binary),
    Node(.evenNullRatio, 0.140625, .text, .binary),
    Node(.longestRun, 0.291667, .node(77), .binary),
    Node(.entropy, 0.698576, .binary, .node(78)),
    Node(.entropy, 5.613847, .node(79), .node(85)),
    Node(.printableRatio, 0.361264, .node(80), .node(83)),
    Node(.isShiftJIS, 0.5, .text, .node(81)),
    Node(.isUTF16BigEndian, 0.5, .node(82), .text),
    Node(.nullRatio, 0.379808, .text, .binary),
    Node(.printableRatio, 0.408333, .node(84), .text),
    Node(.controlRatio, 0.26, .text, .binary),
    Node(.longestRun, 0.012485, .text, .binary),
  ]
}
