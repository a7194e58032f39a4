import Documents
import Testing

@testable import FleetCore

struct ManifestEditingTests {
  private func text(_ text: String, file: String = "fleet.yaml") throws -> ManifestText {
    try ManifestText(Array(text.utf8), file: file, folder: "/srv/acme")
  }

  private let pay = NewService(name: "pay", url: "../pay.git")

  static let additions: [(before: String, after: String)] = [
    ("", "services:\n  - name: pay\n    url: ../pay.git\n"),
    ("name: a\n", "name: a\n\nservices:\n  - name: pay\n    url: ../pay.git\n"),
    ("name: a", "name: a\n\nservices:\n  - name: pay\n    url: ../pay.git"),
    ("# c\n\n", "# c\n\nservices:\n  - name: pay\n    url: ../pay.git\n"),
    ("services:\nname: a\n", "services:\n  - name: pay\n    url: ../pay.git\nname: a\n"),
    ("services: [] # c\nname: a\n", "services: # c\n  - name: pay\n    url: ../pay.git\nname: a\n"),
    ("services: [ ]", "services:\n  - name: pay\n    url: ../pay.git"),
    ("\"services\" : ~\n", "\"services\" :\n  - name: pay\n    url: ../pay.git\n"),
    (
      "services:\n  # - name: x\n  #   url: y\n\nname: a\n",
      "services:\n  # - name: x\n  #   url: y\n  - name: pay\n    url: ../pay.git\n\nname: a\n"
    ),
    (
      "services:\n- name: x\n  url: y # c\n\n# end\nname: a\n",
      "services:\n- name: x\n  url: y # c\n- name: pay\n  url: ../pay.git\n\n# end\nname: a\n"
    ),
    (
      "services:\n    -   name: x\n        url: y\n        # branch: z\n    # below\n",
      "services:\n    -   name: x\n        url: y\n        # branch: z\n    -   name: pay\n        url: ../pay.git\n    # below\n"
    ),
    (
      "services:\n  - name: x\n    url: y\n\n  - name: z\n    url: z",
      "services:\n  - name: x\n    url: y\n\n  - name: z\n    url: z\n\n  - name: pay\n    url: ../pay.git"
    ),
    (
      "services:\n  - {name: x, url: y}\n  - { name: z, url: z }\n",
      "services:\n  - {name: x, url: y}\n  - { name: z, url: z }\n  - { name: pay, url: ../pay.git }\n"
    ),
    (
      "services:\n  -\n    name: x\n    url: y\nlibraries: []\n",
      "services:\n  -\n    name: x\n    url: y\n  - name: pay\n    url: ../pay.git\nlibraries: []\n"
    ),
    (
      "libraries:\n- name: x\n  url: y\n",
      "libraries:\n- name: x\n  url: y\n\nservices:\n- name: pay\n  url: ../pay.git\n"
    ),
    (
      "services:\r\n  - name: x\r\n    url: é\r\n# c\r\n",
      "services:\r\n  - name: x\r\n    url: é\r\n  - name: pay\r\n    url: ../pay.git\r\n# c\r\n"
    ),
    ("\u{FEFF}services: []\n", "\u{FEFF}services:\n  - name: pay\n    url: ../pay.git\n"),
    (
      "services:\n  - name: x\n    url: >-\n      y\n\n    test: |\n      a\n\n\nname: n\n",
      "services:\n  - name: x\n    url: >-\n      y\n\n    test: |\n      a\n  - name: pay\n    url: ../pay.git\n\n\nname: n\n"
    ),
  ]

  @Test(arguments: additions)
  func aServiceIsAddedInTheStyleOfItsNeighbours(_ before: String, _ after: String) throws {
    let edited = try text(before).adding([pay])
    #expect(String(decoding: edited.bytes, as: UTF8.self) == after)
    #expect(edited.manifest.service(named: "pay")?.url == "/srv/pay.git")
  }

  /// The last entry of a list leaves `[]` behind, so these are the texts that have one already.
  private static func hasEntry(_ text: String) -> Bool {
    let lines = text.split(whereSeparator: \.isNewline)
    guard let key = lines.firstIndex(where: { $0.hasPrefix("services:") }), key + 1 < lines.count else { return false }
    return lines[key + 1].drop { $0 == " " }.hasPrefix("-")
  }

  @Test(arguments: additions.filter { hasEntry($0.before) })
  func removingWhatWasAddedRestoresTheText(_ before: String, _ after: String) throws {
    let edited = try text(before).adding([pay]).removing(named: ["pay"])
    #expect(String(decoding: edited.bytes, as: UTF8.self) == before)
  }

  static let removals: [(before: String, after: String)] = [
    ("services:\n  - name: x\n    url: x\n", "services: []\n"),
    (
      "services: # c\n  # d\n  - name: x\n    url: x # e\n  # f\nname: a\n", "services: [] # c\n  # d\n  # f\nname: a\n"
    ),
    (
      "services:\n- {name: a, url: a}\n- {name: x, url: x}\n- {name: b, url: b}\n",
      "services:\n- {name: a, url: a}\n- {name: b, url: b}\n"
    ),
    (
      "services:\n  # first\n  - name: x\n    # inside\n    url: x\n    # branch: y\n  # second\n  - name: b\n    url: b\n",
      "services:\n  # first\n  # second\n  - name: b\n    url: b\n"
    ),
    (
      "services:\n  - name: a\n    url: a\n\n  - name: x\n    url: x\n\n  - name: b\n    url: b\n",
      "services:\n  - name: a\n    url: a\n\n  - name: b\n    url: b\n"
    ),
    ("services:\n  - name: a\n    url: a\n\n  - name: x\n    url: x\n", "services:\n  - name: a\n    url: a\n"),
    ("services:\n  - name: a\n    url: a\n  - name: x\n    url: x", "services:\n  - name: a\n    url: a"),
    ("services:\r\n  - name: x\r\n    url: x\r\n  - name: a\r\n    url: a", "services:\r\n  - name: a\r\n    url: a"),
    (
      "services:\n  - name: a\n    url: a\n  -\n\n    name: x\n    url: x\n    tags: [\n      a ]\nname: n\n",
      "services:\n  - name: a\n    url: a\nname: n\n"
    ),
    (
      "services:\n  - name: a\n    url: a\n  - url: x\n    name: x\n    tags:\n# c\n",
      "services:\n  - name: a\n    url: a\n# c\n"
    ),
  ]

  @Test(arguments: removals)
  func aServiceIsRemovedWithItsOwnLinesOnly(_ before: String, _ after: String) throws {
    let edited = try text(before).removing(named: ["x"])
    #expect(String(decoding: edited.bytes, as: UTF8.self) == after)
  }

  @Test(arguments: [
    (["a", "b"], "\n- {name: c, url: c}\n\n\n- {name: d, url: d}\n"),
    (["b", "c"], "\n- {name: a, url: a}\n\n\n- {name: d, url: d}\n"),
    (["c", "d"], "\n- {name: a, url: a}\n\n- {name: b, url: b}\n"),
    (["a", "d"], "\n- {name: b, url: b}\n\n- {name: c, url: c}\n"),
  ])
  func blankLinesGoWithTheEntriesThatTheyPart(_ names: [String], _ rest: String) throws {
    let entries = ["a", "b", "c"].map { "- {name: \($0), url: \($0)}" }.joined(separator: "\n\n")
    let before = "services:\n\n\(entries)\n\n\n- {name: d, url: d}\nlibraries: []\n"
    let edited = try text(before).removing(named: names)
    #expect(String(decoding: edited.bytes, as: UTF8.self) == "services:\n\(rest)libraries: []\n")
  }

  @Test func severalServicesComeAndGoAtOnce() throws {
    let start = "services:\n  - name: a\n    url: a\n"
    let services = [pay, NewService(name: "no", url: "git@h:o/r.git", branch: "v2", tags: ["t-1", "on"])]
    let added = try text(start).adding(services)
    #expect(
      String(decoding: added.bytes, as: UTF8.self) == start + """
          - name: pay
            url: ../pay.git
          - name: "no"
            url: git@h:o/r.git
            branch: v2
            tags: [t-1, "on"]

        """)
    let removed = try added.removing(named: ["no", "a", "pay"])
    #expect(String(decoding: removed.bytes, as: UTF8.self) == "services: []\n")
  }

  static let refusals: [(before: String, file: String, message: String)] = [
    (
      "services: [{name: x, url: x}]\n", "fleet.yaml",
      "the services in fleet.yaml stand in brackets; write one service a line to have them edited"
    ),
    (
      "services: [ # c\n  ]\n", "fleet.yaml",
      "the services in fleet.yaml stand in brackets; write one service a line to have them edited"
    ),
    ("{name: a}\n", "fleet.yaml", "fleet.yaml is written in braces; write a key a line to have it edited"),
    ("{}\n", "fleet.yaml", "fleet.yaml is written in braces; write a key a line to have it edited"),
    ("null\n", "fleet.yaml", "fleet.yaml is written in braces; write a key a line to have it edited"),
    ("{\"services\": []}", "fleet.json", "fleet.json is JSON, and only YAML manifests can be edited here"),
    (
      "services:\n- {name: pay, url: x}\n", "fleet.yaml",
      "services[1].name: another service has the name \"pay\" already, at 2:10"
    ),
    (
      "services:\n- {name: x, url: ../pay}\n", "fleet.yaml",
      "services[1].url: the service \"x\" has this repository and branch already"
    ),
  ]

  @Test(arguments: refusals)
  func whatCannotBeEditedSafelyIsRefused(_ before: String, _ file: String, _ message: String) throws {
    let text = try text(before, file: file)
    #expect(throws: ManifestEditError(message)) { try text.adding([pay]) }
  }

  @Test func aTextThatEndsItsDocumentIsRefused() throws {
    let text = try text("name: a\n...\n")
    #expect(throws: ManifestEditError.self) { try text.adding([pay]) }
  }

  @Test func anUnknownNameIsToldWithWhatWasMeant() throws {
    let text = try text("services:\n- {name: billing, url: x}\n")
    #expect(throws: ManifestEditError("no service is called \"biling\"", suggestion: "billing")) {
      try text.removing(named: ["biling"])
    }
  }

  @Test func aServiceThatALibraryNamesStays() throws {
    let text = try text("services:\n- {name: x, url: x}\nlibraries:\n- {name: l, url: l, hold: [x]}\n")
    #expect(throws: ManifestEditError("libraries[0].hold[0]: no service is called \"x\"")) {
      try text.removing(named: ["x"])
    }
  }

  @Test func badValuesAreRefusedBeforeAnythingIsWritten() throws {
    let text = try text("services:\n- {name: x, url: x}\n")
    for service in [
      NewService(name: "a b", url: "x"), NewService(name: "a", url: "--x"), NewService(name: "a", url: "x\ny"),
    ] {
      #expect(throws: ManifestEditError.self) { try text.adding([service]) }
    }
  }

  @Test(arguments: [
    ("abc", "abc"), ("../a.git", "../a.git"), ("git@h:o/r.git", "git@h:o/r.git"),
    ("https://h:8/x?", "\"https://h:8/x?\""),
    ("true", "\"true\""), ("No", "\"No\""), ("123", "\"123\""), ("010", "\"010\""), ("1.5", "\"1.5\""), ("~", "\"~\""),
    ("", "\"\""), ("a b", "\"a b\""), ("a: b", "\"a: b\""), ("a:", "\"a:\""), ("-", "\"-\""), ("@a", "\"@a\""),
    ("%a", "\"%a\""), ("é", "\"é\""), ("a\"\\\n\u{1B}", "\"a\\\"\\\\\\n\\U0000001B\""), ("null", "\"null\""),
    ("<<", "\"<<\""),
  ])
  func textIsWrittenSoThatEveryReaderTakesItForText(_ text: String, _ written: String) throws {
    #expect(writtenInYAML(text) == written)
    let document = Document(reading: Array("{a: [\(written)]}".utf8), as: .yaml)
    #expect(document.findings.isEmpty)
    #expect(document.root?.member("a")?.value.firstElement == .string(text))
  }

  @Test func theStarterTextIsAValidManifestToWhichServicesCanBeAdded() throws {
    let starter = try text(Manifest.starterText(name: "acme"))
    #expect(starter.manifest == Manifest(name: "acme"))
    #expect(try starter.adding([pay]).removing(named: ["pay"]).manifest == starter.manifest)
    #expect(try text(Manifest.starterText(name: "yes: no")).manifest.name == "yes: no")
  }

  /// The starter text with its examples taken for fields.
  private static var starterExample: String {
    Manifest.starterText(name: "acme").replacing("…", with: "")
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in
        // Prose begins with a capital letter.
        guard line.hasPrefix("  # "), line.dropFirst(4).first?.isUppercase == false else { return line }
        return "  " + line.dropFirst(4)
      }
      .joined(separator: "\n")
  }

  @Test func theExamplesInTheStarterTextAreValid() throws {
    let manifest = try text(Self.starterExample).manifest
    #expect(manifest.services.map(\.name) == ["billing"])
    #expect(manifest.libraries.map(\.waves) == [[.services(["billing"]), .rest]])
    #expect(manifest.templates.map(\.ref) == ["v3", nil])
    #expect(manifest.defaults.commit.trailers.count == 1)
    #expect(manifest.defaults.timeouts.test == .seconds(900))
  }

  @Test(arguments: [
    (["defaults"], ManifestReader.defaultsKeys), (["defaults", "commit"], ManifestReader.commitKeys),
    (["defaults", "timeouts"], ManifestReader.timeoutKeys), (["services"], ManifestReader.serviceKeys),
    (["libraries"], ManifestReader.libraryKeys), (["templates"], ManifestReader.templateKeys),
    ([], ManifestReader.keys),
  ])
  func theStarterTextHasEveryFieldThatIsRead(place: [String], keys: [String]) throws {
    var nodes = [try #require(Document(reading: Array(Self.starterExample.utf8), as: .yaml).root)]
    for key in place {
      let node = try #require(nodes.first?.member(key))
      if case .list(let elements) = node.value { nodes = elements } else { nodes = [node] }
    }
    #expect(Set(nodes.flatMap(\.keys)) == Set(keys))
  }

  @Test func theStarterTextHasEveryPolicyOfALibrary() {
    for key in ManifestReader.policyKeys { #expect(Manifest.starterText(name: "acme").contains("{\(key): ")) }
  }
}

extension Node {
  fileprivate var keys: [String] {
    if case .mapping(let members) = value { members.map(\.key) } else { [] }
  }
}

extension Node.Value {
  fileprivate var firstElement: Node.Value? {
    if case .list(let nodes) = self { nodes.first?.value } else { nil }
  }
}
