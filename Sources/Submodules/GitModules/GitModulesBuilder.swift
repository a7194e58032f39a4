import Changes

/// Makes entries of a configuration file's sections, and notes what is wrong with them.
struct GitModulesBuilder {
  private(set) var entries: [GitModules.Entry] = []
  private var drafts: [EntryDraft] = []
  private var notes: [Note] = []
  private var refusalCount = 0

  /// A finding before its place is counted out.
  private struct Note {
    let code: SubmoduleFinding.Code
    let isRefusal: Bool
    let offset: Int
    let message: String
  }

  /// More findings than this help nobody; a hostile file has a hundred thousand.
  private static let findingLimit = 200

  mutating func refuse(_ code: SubmoduleFinding.Code, _ message: String, at offset: Int) {
    refusalCount += 1
    notes.append(Note(code: code, isRefusal: true, offset: offset, message: message))
  }

  private mutating func note(_ code: SubmoduleFinding.Code, _ message: String, at offset: Int) {
    notes.append(Note(code: code, isRefusal: false, offset: offset, message: message))
  }

  mutating func read(_ document: ConfigDocument) {
    for (index, problem) in document.problems.enumerated() {
      let consequence = index == 0 ? "; git reads nothing from here on" : ""
      refuse(.syntax, problem.message + consequence, at: problem.offset)
    }
    var draftOfName: [[UInt8]: Int] = [:]
    for section in document.sections {
      guard let header = section.header else {
        if let first = section.variables.first {
          note(
            .notAboutSubmodule, "the key \(shown(first.key)) stands before the first section",
            at: first.keySpan.lowerBound)
        }
        continue
      }
      guard let name = section.submoduleName else {
        noteForeignSection(header)
        continue
      }
      let isRefused = checkVariables(of: section, named: name)
      guard header.isRead else { continue }
      let index = draftOfName[name] ?? drafts.count
      if index == drafts.count {
        draftOfName[name] = index
        drafts.append(EntryDraft(name: name))
      }
      drafts[index].add(section, with: header)
      if isRefused { drafts[index].isRefused = true }
    }
    checkEntries()
    checkCollisions()
    entries = drafts.map { $0.entry() }
  }

  private mutating func noteForeignSection(_ header: ConfigHeader) {
    let start = header.span.lowerBound
    let section = header.name.prefix { $0 != UInt8(ascii: ".") }
    if section.elementsEqual("include".utf8) || section.elementsEqual("includeif".utf8) {
      refuse(.include, "the section \(shown(header.name)) asks for another file, which is never read", at: start)
    } else if header.name.elementsEqual("submodule".utf8) {
      note(.notAboutSubmodule, "the section names no submodule; [submodule \"name\"] was expected", at: start)
    } else {
      note(.notAboutSubmodule, "the section \(shown(header.name)) isn't about a submodule", at: start)
    }
  }

  /// Looks at every line by itself, also at those behind a wrong one, which git doesn't reach, and returns whether one is
  /// refused.
  private mutating func checkVariables(of section: ConfigSection, named name: [UInt8]) -> Bool {
    let countBefore = refusalCount
    for variable in section.variables {
      let key = String(decoding: variable.key, as: UTF8.self)
      let offset = variable.valueSpan?.lowerBound ?? variable.keySpan.lowerBound
      guard let value = variable.value else {
        // Without a value git reads true, which is fine for the keys that are a yes or no.
        if ["path", "url", "branch", "update", "ignore"].contains(key) {
          note(.value, "\(key) of \(shown(name)) has no value", at: offset)
        }
        continue
      }
      if let breach = EntryRules.breach(ofKey: key, value: value) {
        refuse(breach.code, breach.message, at: offset)
      } else if variable.hasDoubtfulSpace {
        let message =
          "\(key) of \(shown(name)) has a tab or carriage return outside quotes, which git's versions read differently"
        refuse(.doubtfulSpace, message, at: offset)
      } else if let expected = GitModules.expectation(ofKey: key, value: value) {
        note(.value, "\(key) of \(shown(name)) is \(shown(value)); expected \(expected)", at: offset)
      }
    }
    return refusalCount > countBefore
  }

  /// Looks at every entry by itself.
  private mutating func checkEntries() {
    for index in drafts.indices {
      let draft = drafts[index]
      let start = draft.headers[0].lowerBound
      if let breach = EntryRules.breach(ofName: draft.name) {
        refuse(breach.code, breach.message, at: start)
        drafts[index].isRefused = true
      }
      if let second = draft.headers.dropFirst().first {
        let message = "there is more than one section for the submodule \(shown(draft.name))"
        refuse(.duplicateName, message, at: second.lowerBound)
        drafts[index].isRefused = true
      }
      var seen: Set<[UInt8]> = []
      for variable in draft.variables where !seen.insert(variable.key).inserted {
        let message = "\(String(decoding: variable.key, as: UTF8.self)) of \(shown(draft.name)) is set more than once"
        refuse(.duplicateKey, message, at: variable.keySpan.lowerBound)
        drafts[index].isRefused = true
      }
      if draft.value(of: "path") == nil {
        refuse(.missingPath, "the submodule \(shown(draft.name)) has no path", at: start)
        drafts[index].isRefused = true
      }
      if draft.value(of: "url")?.isEmpty ?? true {
        note(.missingURL, "the submodule \(shown(draft.name)) has no url", at: start)
      }
    }
  }

  private mutating func checkCollisions() {
    for collision in Collisions.find(drafts.map(\.name), called: "name") {
      refuse(collision) { $0.headers[0].lowerBound }
    }
    for collision in Collisions.find(drafts.map { $0.value(of: "path") ?? [] }, called: "path") {
      refuse(collision) { $0.offset(of: "path") }
    }
  }

  private mutating func refuse(_ collision: Collision, at offset: (EntryDraft) -> Int) {
    for index in collision.refused { drafts[index].isRefused = true }
    refuse(collision.code, collision.message, at: offset(drafts[collision.subject]))
  }

  /// Returns the messages of everything that is refused in a file, without a limit.
  static func refusals(in document: ConfigDocument) -> Set<String> {
    var builder = GitModulesBuilder()
    builder.read(document)
    return Set(builder.notes.filter(\.isRefusal).map(\.message))
  }

  /// The findings in the file's order, with lines and columns.
  func placedFindings(in bytes: [UInt8]) -> [SubmoduleFinding] {
    let ordered = notes.enumerated().sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }
    let lines = LineMap(bytes)
    var findings = ordered.prefix(GitModulesBuilder.findingLimit).map { _, note in
      let (line, column) = lines.position(at: note.offset)
      return SubmoduleFinding(
        code: note.code, isRefusal: note.isRefusal, place: .init(path: GitModules.path, line: line, column: column),
        message: note.message)
    }
    let rest = notes.count - findings.count
    if rest > 0 {
      findings.append(
        SubmoduleFinding(
          code: .more, isRefusal: true, place: .init(path: GitModules.path),
          message: "there are \(rest) more findings in the file"))
    }
    return findings
  }
}
