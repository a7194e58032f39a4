import Foundation
import Jinja
import Testing

/// Templates and what the real Jinja2 3.1.6 makes of them, written by `Conformance/generate.py`.
struct ConformanceTests {
  static let cases: [ConformanceCase] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Conformance/cases.json")
    let bytes = [UInt8]((try? Data(contentsOf: file)) ?? Data())
    // Without the file there are no cases, and the first test fails. One case a line, between the brackets of the list.
    return bytes.split(separator: 10).filter { $0.first == UInt8(ascii: "{") }.map { line in
      let bytes = Array(line.last == UInt8(ascii: ",") ? line.dropLast() : line)
      return ConformanceCase(JSON(bytes), bytes: bytes)
    }
  }()

  static let topics = Set(cases.map(\.topic)).sorted()

  @Test func thereAreCasesForEveryPartOfTheLanguage() {
    #expect(Self.cases.count > 2500)
    #expect(Self.topics.count > 10)
  }

  @Test(arguments: topics)
  func everyTemplateGivesWhatJinja2Gives(topic: String) {
    for conformanceCase in Self.cases where conformanceCase.topic == topic {
      let result = conformanceCase.run()
      #expect(conformanceCase.expectation.accepts(result), "\(conformanceCase.name): got \(result)")
    }
  }
}
