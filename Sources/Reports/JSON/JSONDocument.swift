import Foundation

/// How every `--json` document is written: keys sorted, two spaces, slashes as they are.
public enum JSONDocument {
  /// Returns the value as a document that ends with a line feed; times are ISO 8601 in UTC.
  public static func text(of value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
  }
}
