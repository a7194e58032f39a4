/// The characters that mean something in git's configuration files.
extension UInt8 {
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let tab: UInt8 = 0x09
  static let space: UInt8 = 0x20
  static let quote = UInt8(ascii: "\"")
  static let backslash = UInt8(ascii: "\\")
  static let slash = UInt8(ascii: "/")
  static let colon = UInt8(ascii: ":")

  /// What git's `isspace` takes: not the vertical tab and the form feed.
  var isConfigSpace: Bool { self == .space || self == .tab || self == .lineFeed || self == .carriageReturn }

  var startsComment: Bool { self == UInt8(ascii: "#") || self == UInt8(ascii: ";") }

  var isASCIILetter: Bool { (0x61...0x7A).contains(self | 0x20) }

  var isASCIIDigit: Bool { (0x30...0x39).contains(self) }

  var isConfigKey: Bool { isASCIILetter || isASCIIDigit || self == UInt8(ascii: "-") }

  var asciiLowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }

  var isControl: Bool { self < 0x20 || self == 0x7F }

  /// What the character means behind a backslash in a value, or nil if it may not stand there.
  var unescapedInConfig: UInt8? {
    switch self {
    case UInt8(ascii: "t"): .tab
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "n"): .lineFeed
    case .quote, .backslash: self
    default: nil
    }
  }
}
