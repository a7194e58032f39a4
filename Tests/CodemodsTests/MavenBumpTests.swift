import Testing

@testable import Codemods

@Suite struct MavenBumpTests {
  private func fate(_ name: String, _ keys: String, _ inner: String) throws -> Fate {
    try CodemodsTests.fate(
      steps: #"{"op": "bump", "ecosystem": "maven", "name": "\#(name)", \#(keys)}"#, ["pom.xml": pom(inner)])
  }

  private func pom(_ inner: String) -> String {
    """
    <?xml version="1.0"?>
    <project xmlns="http://maven.apache.org/POM/4.0.0">
      <groupId>g</groupId><artifactId>a</artifactId><version>1</version>
      \(inner)
    </project>

    """
  }

  private func dependency(_ version: String, group: String = "g", artifact: String = "a") -> String {
    let version = version.isEmpty ? "" : "<version>\(version)</version>"
    return "<dependency><groupId>\(group)</groupId> <artifactId>\(artifact)</artifactId>\(version)</dependency>"
  }

  @Test(arguments: [
    (
      "<parent><groupId>g</groupId><artifactId>a</artifactId><version>1.0</version><!-- why --></parent>",
      "<parent><groupId>g</groupId><artifactId>a</artifactId><version>2.0</version><!-- why --></parent>"
    ),
    ("<dependencies>D1</dependencies>", "<dependencies>D2</dependencies>"),
    ("<dependencies>OTHER D1</dependencies>", "<dependencies>OTHER D2</dependencies>"),
    (
      "<dependencyManagement><dependencies>D1</dependencies></dependencyManagement><dependencies>D0</dependencies>",
      "<dependencyManagement><dependencies>D2</dependencies></dependencyManagement><dependencies>D0</dependencies>"
    ),
    (
      "<profiles><profile><dependencies>D1</dependencies></profile></profiles>",
      "<profiles><profile><dependencies>D2</dependencies></profile></profiles>"
    ),
    (
      "<properties><a.v>1.0</a.v><b.v>1.0</b.v></properties><dependencies>DP</dependencies>",
      "<properties><a.v>2.0</a.v><b.v>1.0</b.v></properties><dependencies>DP</dependencies>"
    ),
  ])
  func theVersionIsChangedWhereItStands(_ before: String, _ after: String) throws {
    let fill = { (text: String) in
      text.replacing("OTHER", with: dependency("1.0", artifact: "b")).replacing("DP", with: dependency("${a.v}"))
        .replacing("D0", with: dependency("")).replacing("D1", with: dependency("1.0"))
        .replacing("D2", with: dependency("2.0"))
    }
    for name in ["g:a", "a"] {
      #expect(try fate(name, #""to": "2.0""#, fill(before)) == .edited(["pom.xml": pom(fill(after))]), "\(name)")
    }
  }

  @Test func pluginsHaveMavensOwnGroup() throws {
    let plugin = { (version: String) in
      "<build><plugins><plugin><artifactId>p</artifactId><version>\(version)</version></plugin></plugins></build>"
    }
    #expect(
      try fate("org.apache.maven.plugins:p", #""to": "3.1""#, plugin("3.0")) == .edited(["pom.xml": pom(plugin("3.1"))])
    )
  }

  @Test(arguments: [
    (#""to": "2.0""#, "D:", "refused: type: pom.xml: a has no version in this file [steps/0]"),
    (#""to": "2.0""#, "D:${x}", "refused: type: pom.xml: a's version is ${x}, which this file doesn't set [steps/0]"),
    (#""to": "2.0""#, "D:${x}-rc", "refused: ambiguous: pom.xml: a's version is ${x}-rc [steps/0]"),
    (#""to": "2.0", "from": "<1""#, "D:1.5", "unchanged"),
    (#""to": "2.0", "from": "[1,2)""#, "D:[1.5,3)", nil),
    (#""to": "1.5""#, "D:1.5", "unchanged"),
    (#""to": "2.0""#, "", "refused: no-match: no g:a in a file that matches pom.xml [steps/0]"),
  ])
  func onDoubtItIsRefused(_ keys: String, _ inner: String, _ expected: String?) throws {
    let text =
      inner.hasPrefix("D:") ? "<dependencies>\(dependency(String(inner.dropFirst(2))))</dependencies>" : inner
    let fate = try fate("g:a", keys, text)
    #expect(fate.description == expected ?? "pom.xml = \(pom("<dependencies>\(dependency("2.0"))</dependencies>"))")
  }

  @Test func aPropertyThatTwoGroupsShareIsRefused() throws {
    let inner =
      "<properties><v>1</v></properties><dependencies>\(dependency("${v}"))\(dependency("${v}", group: "h"))</dependencies>"
    #expect(
      try fate("g:a", #""to": "2""#, inner)
        == .refused("ambiguous: pom.xml: ${v} is the version of a and of a, which is of another group [steps/0]"))
  }

  @Test func conditionsSeeTheParent() throws {
    let parent = "<parent><groupId>g</groupId><artifactId>boot</artifactId><version>2.7.18</version></parent>"
    let condition = #"{"dependency": {"ecosystem": "maven", "name": "g:boot", "version": ">=2.7,<3"}}"#
    let text = codemodText(steps: #"{"op": "create", "file": "x", "content": ""}"#, #""where": \#(condition), "#)
    #expect(try CodemodsTests.fate(text, ["pom.xml": pom(parent)]) == .edited(["x": ""]))
    #expect(
      try CodemodsTests.fate(text, ["pom.xml": pom(parent.replacing("2.7.18", with: "3.1.0"))])
        == .notApplicable("/where/dependency: pom.xml has g:boot 3.1.0, not >=2.7,<3"))
  }
}
