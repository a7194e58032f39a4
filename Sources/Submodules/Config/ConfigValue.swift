/// A value while it is read: white space at its ends is dropped, white space inside becomes spaces.
struct ConfigValue {
  private(set) var content: [UInt8] = []
  /// Where the value is written, up to now.
  private(set) var span: Range<Int>
  private(set) var hasDoubtfulSpace = false
  private var pendingSpaces: [UInt8] = []

  init(start: Int) {
    span = start..<start
  }

  /// Notes white space outside quotes; it counts only if something follows.
  mutating func appendSpace(_ byte: UInt8) {
    // A line end is CR LF; any other carriage return is some program's mistake or a trap (CVE-2025-48384).
    if byte == .carriageReturn { hasDoubtfulSpace = true }
    if !content.isEmpty { pendingSpaces.append(byte) }
  }

  /// Adds a character, or none for a quote, that is written at `range`.
  mutating func append(_ byte: UInt8?, span range: Range<Int>) {
    addPendingSpaces()
    if let byte { content.append(byte) }
    span = (span.isEmpty ? range.lowerBound : span.lowerBound)..<range.upperBound
  }

  /// Notes a backslash at the end of a line: white space in front of it stays in the value, even if nothing follows.
  mutating func continueLine(at offset: Int) {
    guard !pendingSpaces.isEmpty else { return }
    addPendingSpaces()
    span = span.lowerBound..<offset
  }

  private mutating func addPendingSpaces() {
    if pendingSpaces.contains(where: { $0 != .space }) { hasDoubtfulSpace = true }
    content += pendingSpaces.map { _ in .space }
    pendingSpaces = []
  }
}
