extension RemoteURL {
  /// Returns the place of the first `://`, which ends a URL's scheme; nil where there is none.
  ///
  /// By hand, since `firstRange(of:)` on bytes is Foundation's, and was a sixth of what the status of a fleet's pins took.
  public static func schemeSeparator(in bytes: [UInt8]) -> Range<Int>? {
    guard bytes.count >= 3 else { return nil }
    for start in 0...(bytes.count - 3)
    where bytes[start] == UInt8(ascii: ":") && bytes[start + 1] == UInt8(ascii: "/")
      && bytes[start + 2] == UInt8(ascii: "/")
    {
      return start..<start + 3
    }
    return nil
  }
}
