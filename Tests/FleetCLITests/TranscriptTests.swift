import FleetTestSupport
import Foundation
import Testing

/// Plays every transcript; `FLEET_UPDATE=1 swift test --filter TranscriptTests` writes them anew.
@Suite(.timeLimit(.minutes(5)))
struct TranscriptTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Transcripts")

  static var names: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".txt") }.sorted()
    }
  }

  @Test func thereAreTranscripts() throws {
    #expect(try !Self.names.isEmpty)
  }

  @Test(arguments: try names) func theProgramDoesWhatTheTranscriptSays(name: String) throws {
    let file = Self.folder.appendingPathComponent(name)
    let written = try Transcript(parsing: String(contentsOf: file, encoding: .utf8))
    let played = try written.played()
    if ProcessInfo.processInfo.environment["FLEET_UPDATE"] != nil {
      try Data(played.text.utf8).write(to: file)
    } else {
      #expect(played.text == written.text)
    }
  }
}
