import Clibgit2

/// The name of a git object: 20 bytes of SHA-1.
public struct ObjectID: Hashable, Sendable {
  // Three words in big-endian order, so that comparing and hashing need no loop over bytes.
  private let first: UInt64
  private let second: UInt64
  private let third: UInt32

  /// The id of no object; git writes it where a reference is missing.
  public static let zero = ObjectID(first: 0, second: 0, third: 0)

  private init(first: UInt64, second: UInt64, third: UInt32) {
    self.first = first
    self.second = second
    self.third = third
  }

  /// Makes an id from exactly 20 bytes; nil for any other number.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 20 else { return nil }
    var words: (UInt64, UInt64, UInt32) = (0, 0, 0)
    for (index, byte) in bytes.enumerated() {
      switch index {
      case 0..<8: words.0 = words.0 << 8 | UInt64(byte)
      case 8..<16: words.1 = words.1 << 8 | UInt64(byte)
      default: words.2 = words.2 << 8 | UInt32(byte)
      }
    }
    self.init(first: words.0, second: words.1, third: words.2)
  }

  /// Makes an id from exactly 40 hexadecimal digits of either case; nil for anything else.
  public init?(hex: some StringProtocol) {
    self.init(hexDigits: hex.utf8)
  }

  /// Makes an id from exactly 40 hexadecimal digits in ASCII.
  init?(hexDigits digits: some Collection<UInt8>) {
    guard digits.count == 40 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(20)
    var high: UInt8?
    for digit in digits {
      guard let value = ObjectID.value(ofDigit: digit) else { return nil }
      if let first = high {
        bytes.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    self.init(bytes: bytes)
  }

  private static func value(ofDigit digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// The 20 bytes.
  public var bytes: [UInt8] {
    withUnsafeBytes(of: raw) { Array($0) }
  }

  var firstByte: UInt8 { UInt8(first >> 56) }

  /// 40 hexadecimal digits in lower case.
  public var hex: String {
    String(unsafeUninitializedCapacity: 40) { digits in
      let table: StaticString = "0123456789abcdef"
      withUnsafeBytes(of: raw) { bytes in
        for (index, byte) in bytes.enumerated() {
          digits[2 * index] = table.utf8Start[Int(byte >> 4)]
          digits[2 * index + 1] = table.utf8Start[Int(byte & 15)]
        }
      }
      return 40
    }
  }

  /// The first seven digits, for people.
  public var short: String { String(hex.prefix(7)) }

  public var isZero: Bool { self == .zero }
}

extension ObjectID: Comparable {
  /// Orders as the hexadecimal digits do.
  public static func < (left: ObjectID, right: ObjectID) -> Bool {
    (left.first, left.second, left.third) < (right.first, right.second, right.third)
  }
}

extension ObjectID: CustomStringConvertible {
  public var description: String { hex }
}

extension ObjectID {
  /// Copies libgit2's form of an id.
  init(_ raw: git_oid) {
    let words = withUnsafeBytes(of: raw) { bytes in
      (
        UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
        UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
        UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
      )
    }
    self.init(first: words.0, second: words.1, third: words.2)
  }

  /// libgit2's form of the id.
  var raw: git_oid {
    var raw = git_oid()
    withUnsafeMutableBytes(of: &raw) { bytes in
      bytes.storeBytes(of: first.bigEndian, toByteOffset: 0, as: UInt64.self)
      bytes.storeBytes(of: second.bigEndian, toByteOffset: 8, as: UInt64.self)
      bytes.storeBytes(of: third.bigEndian, toByteOffset: 16, as: UInt32.self)
    }
    return raw
  }
}
