import Foundation

/// The pins of a fleet at one moment: what `fleet.lock` holds.
public struct FleetLock: Sendable, Equatable {
  /// One pin of one service.
  public struct Row: Sendable, Equatable, Codable {
    public let service: String
    /// The service's branch, without `refs/heads/`.
    public let branch: String
    /// The service's commit that records the pin.
    public let tip: String
    public let path: String
    public let library: String
    /// The declared URL as git resolves it, without user and password.
    public let url: String
    /// The pinned commit.
    public let sha: String
    /// The branch or tag of the library that the commit was reachable from, as a full name.
    public let ref: String
    /// When the service's commit was made, in UTC: from data and not from a clock, so that two freezes are the same.
    public let time: String
  }

  /// Sorted by service, then by path.
  public let rows: [Row]

  public init(rows: [Row]) {
    self.rows = rows.sorted { left, right in
      let (one, two) = ([left.service, left.path], [right.service, right.path])
      return one.lexicographicallyPrecedes(two) { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
  }

  /// The file: JSON with a row a line, its keys sorted; the same pins give the same bytes.
  public var text: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      let lines = try rows.map { "    " + String(decoding: try encoder.encode($0), as: UTF8.self) }
      let list = lines.isEmpty ? "[]" : "[\n\(lines.joined(separator: ",\n"))\n  ]"
      return "{\n  \"fleetLock\": 1,\n  \"pins\": \(list)\n}\n"
    }
  }

  private struct File: Decodable {
    let fleetLock: Int
    let pins: [Row]
  }

  /// What is wrong with a file.
  public struct ReadingError: Error, Sendable, Equatable {
    public let message: String
  }

  /// Reads a file that `text` wrote, or a person in its form.
  public init(reading bytes: [UInt8]) throws(ReadingError) {
    let file: File
    do {
      file = try JSONDecoder().decode(File.self, from: Data(bytes))
    } catch DecodingError.keyNotFound(let key, let context) {
      throw ReadingError(message: "\(Self.place(context))\"\(key.stringValue)\" is missing")
    } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context) {
      throw ReadingError(message: "\(Self.place(context))another kind of value was expected")
    } catch {
      throw ReadingError(message: "it isn't JSON")
    }
    guard file.fleetLock == 1 else {
      throw ReadingError(message: "\"fleetLock\" is \(file.fleetLock), and 1 was expected")
    }
    var seen: Set<[String]> = []
    for row in file.pins where !seen.insert([row.service, row.path]).inserted {
      throw ReadingError(message: "\(row.service) has two rows for \(row.path)")
    }
    self.init(rows: file.pins)
  }

  private static func place(_ context: DecodingError.Context) -> String {
    let path = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
    return path.isEmpty ? "" : "/\(path.joined(separator: "/")): "
  }
}
