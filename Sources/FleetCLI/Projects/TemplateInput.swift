import Documents
import Foundation
import Templates

/// What commands about templates read.
enum TemplateInput {
  /// Reads a JSON object from a file that a person named.
  static func object(_ file: String, _ live: LiveEnvironment) throws -> AnswerMapping {
    let bytes = try NamedFile.read(live.absolutePath(file), shownAs: file)
    let document = Document(reading: bytes, as: .json)
    guard document.findings.isEmpty, let root = document.root else {
      throw CommandError(
        findings: document.findings.map { $0.line(in: file, .pointer) }, consequence: "nothing was rendered")
    }
    guard case .mapping(let mapping) = AnswerValue(root) else {
      throw CommandError(message: "\(file): must hold a JSON object, not \(root.shown)")
    }
    return mapping
  }
}

extension LiveEnvironment {
  /// Returns the time, and the system's chance.
  func renderInputs() throws -> RenderInputs {
    let time = try clock()()
    return RenderInputs(
      time: Instant(seconds: Int(time.seconds), localZone: TimeZone.current.identifier),
      chance: .drawn { UInt64.random(in: .min ... .max) })
  }
}
