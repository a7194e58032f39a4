import Changes
import Documents

/// What a stamped service remembers of its template: enough to render the same files again.
///
/// Lies in the service as `.fleet/template.json`.
public struct TemplateRecord: Sendable, Equatable {
  /// The file's path in a service.
  public static let path = ".fleet/template.json"
  static let version = 1
  /// The moments whose years are 1 to 9999, which are those that Python's `datetime` knows.
  static let timeRange = -62_135_596_800...253_402_300_799

  /// Where the template came from: a URL without a password, a path, or the name of one that came with the program.
  public let source: String
  /// What the person typed, which templates see as `_template`; nil where that is the source.
  public let name: String?
  /// The branch, tag or commit that was asked for; nil for the default branch, and for what has no revisions.
  public let ref: String?
  /// The commit that was rendered; nil for a plain folder or archive.
  public let commit: String?
  /// A digest of what was rendered, of a template without commits; nil for one with commits, and in older records.
  public let digest: String?
  /// The folder inside the source, if it isn't the root; for a nested template that of the one that was chosen.
  public let directory: String?
  /// What was answered: the public variables in the template's order. What the template derives from them isn't kept.
  public let answers: AnswerMapping
  /// What `now` was, and which zone was local.
  public let time: Instant
  /// What random values were drawn from, each file's and variable's anew.
  public let seed: String
  /// Whether the template's hooks ran.
  public let ranHooks: Bool
  /// The version of the program whose engine rendered it.
  public let engine: String
  /// A digest of all files as they were rendered; nil in older records.
  public let stamp: String?
  /// A digest of all files that were committed with the record when the service was stamped; nil after an update.
  public let committed: String?
  /// Globs of paths that the service keeps to itself: no update touches them.
  public let skip: [String]

  public init(
    source: String, name: String? = nil, ref: String? = nil, commit: String?, digest: String? = nil,
    directory: String?, answers: AnswerMapping, time: Instant, seed: String, ranHooks: Bool, engine: String,
    stamp: String? = nil, committed: String? = nil, skip: [String] = []
  ) {
    self.source = source
    self.name = name
    self.ref = ref
    self.commit = commit
    self.digest = digest
    self.directory = directory
    self.answers = answers
    self.time = time
    self.seed = seed
    self.ranHooks = ranHooks
    self.engine = engine
    self.stamp = stamp
    self.committed = committed
    self.skip = skip
  }

  /// Returns the record with the template's address as it is known here.
  public func sourced(_ source: String, name: String?) -> TemplateRecord {
    with(source: source, name: .some(name == source ? nil : name))
  }

  /// Returns the record of files that were rendered with it.
  ///
  /// - Parameter ranHooks: whether the template's hooks changed them after that; nil for what it says already.
  public func stamped(_ stamp: String?, ranHooks: Bool? = nil) -> TemplateRecord {
    with(stamp: .some(stamp), ranHooks: ranHooks)
  }

  /// Returns the record of files that were committed with it.
  public func committed(_ digest: String) -> TemplateRecord { with(committed: .some(digest)) }

  /// Returns the record with other answers.
  public func answered(_ answers: AnswerMapping) -> TemplateRecord { with(answers: answers) }

  /// Returns the record of the same service at another commit of its template, or another state of one without commits.
  ///
  /// The time and the seed stay: what they gave once is given again.
  public func moved(
    to commit: String?, digest: String? = nil, ref: String?, engine: String
  ) -> TemplateRecord {
    with(ref: .some(ref), commit: .some(commit), digest: .some(digest), engine: engine, committed: .some(nil))
  }

  private func with(
    source: String? = nil, name: String?? = nil, ref: String?? = nil, commit: String?? = nil, digest: String?? = nil,
    answers: AnswerMapping? = nil, stamp: String?? = nil, ranHooks: Bool? = nil, engine: String? = nil,
    committed: String?? = nil
  ) -> TemplateRecord {
    TemplateRecord(
      source: source ?? self.source, name: name ?? self.name, ref: ref ?? self.ref, commit: commit ?? self.commit,
      digest: digest ?? self.digest, directory: directory, answers: answers ?? self.answers, time: time, seed: seed,
      ranHooks: ranHooks ?? self.ranHooks, engine: engine ?? self.engine, stamp: stamp ?? self.stamp,
      committed: committed ?? self.committed, skip: skip)
  }

  /// What the same files are rendered with again.
  public var inputs: RenderInputs { RenderInputs(time: time, chance: .seed(seed)) }

  /// Returns the answers to a template, at this record's commit or a later one: those that are kept, defaults for new
  /// questions, and what the template derives from them. Where it was stamped isn't kept: the folders that a template can
  /// see are relative ones.
  public func answers(to variables: TemplateVariables) throws(ProjectTemplateError) -> Answers {
    let interview = try Interview(variables, inputs: inputs)
    while let question = try interview.next() {
      interview.answer(answers[question.name] ?? question.standard ?? .null)
    }
    return try interview.finish().adding(
      RunFacts(template: name ?? source, outputFolder: ".", sourceFolder: source, checkout: ref))
  }

  /// The file's text: JSON, two spaces, ended by a line feed.
  public var text: String {
    var template = AnswerMapping([("source", .string(source))])
    template["name"] = name.map(AnswerValue.string)
    template["ref"] = ref.map(AnswerValue.string)
    template["commit"] = commit.map(AnswerValue.string)
    template["digest"] = digest.map(AnswerValue.string)
    template["directory"] = directory.map(AnswerValue.string)
    var time = AnswerMapping([("seconds", .number(String(self.time.seconds)))])
    if self.time.microseconds != 0 { time["microseconds"] = .number(String(self.time.microseconds)) }
    time["zone"] = self.time.localZone.map(AnswerValue.string)
    var record = AnswerMapping([
      ("fleet", .number(String(Self.version))), ("template", .mapping(template)), ("answers", .mapping(answers)),
      ("time", .mapping(time)), ("seed", .string(seed)), ("hooks", .bool(ranHooks)), ("engine", .string(engine)),
    ])
    record["stamp"] = stamp.map(AnswerValue.string)
    record["committed"] = committed.map(AnswerValue.string)
    if !skip.isEmpty { record["skip"] = .list(skip.map(AnswerValue.string)) }
    return record.json + "\n"
  }
}

extension TemplateRecord {
  /// Reads the file.
  ///
  /// - Parameter file: its name for messages.
  public init(reading bytes: [UInt8], file: String = path) throws {
    let document = Document(reading: bytes, as: .json)
    guard document.findings.isEmpty, let root = document.root else {
      throw InvalidDocument(file: file, findings: document.findings, notation: .dotted)
    }
    guard case .mapping(let members) = AnswerValue(root), members["fleet"] == .number(String(Self.version)) else {
      throw ProjectTemplateError(.configuration, file, "\"fleet\" must be \(Self.version), the file's version")
    }
    guard case .mapping(let template)? = members["template"], case .string(let source)? = template["source"],
      case .mapping(let answers)? = members["answers"], case .mapping(let time)? = members["time"],
      case .number(let secondsText)? = time["seconds"], let seconds = Int(secondsText),
      case .string(let seed)? = members["seed"]
    else {
      throw ProjectTemplateError(
        .configuration, file, "template.source, answers, time.seconds and seed are needed to render it again")
    }
    guard Self.timeRange.contains(seconds) else {
      throw ProjectTemplateError(.configuration, file, "time.seconds must be in the years 1 to 9999")
    }
    func text(_ value: AnswerValue?) -> String? { if case .string(let text)? = value { text } else { nil } }
    let directory = text(template["directory"]).flatMap { $0.isEmpty ? nil : $0 }
    if let directory, !Self.isInside(directory) {
      throw ProjectTemplateError(
        .configuration, file, "template.directory must be a folder of the template, not \(directory.debugDescription)")
    }
    var skip: [String] = []
    switch members["skip"] {
    case nil: break
    case .list(let items)? where items.allSatisfy({ text($0) != nil }): skip = items.compactMap(text)
    default: throw ProjectTemplateError(.configuration, file, "\"skip\" must be a list of globs")
    }
    var microseconds = 0
    if case .number(let number)? = time["microseconds"] {
      guard let value = Int(number), (0..<1_000_000).contains(value) else {
        throw ProjectTemplateError(.configuration, file, "time.microseconds must be a number from 0 to 999999")
      }
      microseconds = value
    }
    self.init(
      source: source, name: text(template["name"]), ref: text(template["ref"]), commit: text(template["commit"]),
      digest: text(template["digest"]), directory: directory, answers: answers,
      time: Instant(seconds: seconds, microseconds: microseconds, localZone: text(time["zone"])), seed: seed,
      ranHooks: members["hooks"] == .bool(true), engine: text(members["engine"]) ?? "", stamp: text(members["stamp"]),
      committed: text(members["committed"]), skip: skip)
  }

  /// Whether a folder lies in the template's source: nothing outside of that may be read, whatever a service says.
  ///
  /// `./` in front and a slash at the end change nothing, as where they were typed.
  public static func isInside(_ directory: String) -> Bool {
    guard !directory.hasPrefix("/") else { return false }
    let parts = TreePath(directory).parts.filter { !$0.isEmpty && !$0.elementsEqual(".".utf8) }
    return parts.allSatisfy { TreePath(bytes: $0).isSafe }
  }
}
