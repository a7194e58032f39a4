import Edits
import Testing

@Suite struct XmlTests {
  static let pom = """
    <?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE project [<!ENTITY x "<y>">]>
    <project xmlns="http://maven.apache.org/POM/4.0.0">
      <!-- <version>0</version> -->
      <version>1.0</version> <!-- ours -->
      <properties>
        <java.version>8</java.version>
      </properties>
      <dependencies>
        <dependency>
          <groupId>g</groupId>
          <artifactId>a</artifactId>
          <version>1</version>
        </dependency>
        <dependency scope='test'>
          <groupId>g</groupId>
          <artifactId>b</artifactId>
        </dependency>
      </dependencies>
      <modules><module>m</module></modules>
      <empty/>
    </project>

    """

  /// An edit of the project file above that replaces the first piece of text by another.
  struct PomCase: Sendable {
    let path: [PathStep]
    let operation: EditRequest.Operation
    let old: String
    let new: String
  }

  private static func isB(_ key: String = "artifactId") -> PathStep { .matching([.init(key: key, value: "b")]) }

  @Test(arguments: [
    PomCase(
      path: ["project", "version"], operation: .set("2.0", missing: .fail), old: "<version>1.0<", new: "<version>2.0<"),
    PomCase(
      path: ["project", "properties", "java.version"], operation: .set(11, missing: .fail), old: ">8<", new: ">11<"),
    PomCase(
      path: ["project", "dependencies", "dependency", 0, "version"], operation: .set("a<b>&", missing: .fail),
      old: "<version>1</version>", new: "<version>a&lt;b&gt;&amp;</version>"),
    PomCase(
      path: ["project", "dependencies", "dependency", isB(), "version"], operation: .set(3, missing: .create),
      old: "<artifactId>b</artifactId>", new: "<artifactId>b</artifactId>\n      <version>3</version>"),
    PomCase(
      path: ["project", "dependencies", "dependency", 1, "@scope"], operation: .set("it's", missing: .fail),
      old: "scope='test'", new: "scope='it&apos;s'"),
    PomCase(
      path: ["project", "dependencies", "dependency", -1, "@kind"], operation: .set("x", missing: .create),
      old: "scope='test'", new: "scope='test' kind='x'"),
    PomCase(
      path: ["project", "empty"], operation: .set("x", missing: .fail), old: "<empty/>", new: "<empty>x</empty>"),
    PomCase(
      path: ["project", "empty", "a", "b"], operation: .set("x", missing: .create), old: "<empty/>",
      new: "<empty>\n    <a>\n      <b>x</b>\n    </a>\n  </empty>"),
    PomCase(
      path: ["project", "modules", "module"], operation: .append("n", missing: .fail), old: "<module>m</module>",
      new: "<module>m</module><module>n</module>"),
    PomCase(
      path: ["project", "dependencies", "dependency"], operation: .append(["groupId": "h", "@x": "1"], missing: .fail),
      old: "<artifactId>b</artifactId>\n    </dependency>",
      new:
        "<artifactId>b</artifactId>\n    </dependency>\n    <dependency x=\"1\">\n      <groupId>h</groupId>\n    </dependency>"
    ),
    PomCase(
      path: ["project", "version"], operation: .delete(missing: .fail), old: "  <version>1.0</version> <!-- ours -->\n",
      new: ""),
    PomCase(
      path: ["project", "modules", "module"], operation: .delete(missing: .fail), old: "<module>m</module>", new: ""),
    PomCase(
      path: ["project", "dependencies", "dependency", isB(), "@scope"], operation: .delete(missing: .fail),
      old: " scope='test'", new: ""),
    PomCase(
      path: ["project", "properties"], operation: .rename(to: "settings", missing: .fail),
      old: "<properties>\n    <java.version>8</java.version>\n  </properties>",
      new: "<settings>\n    <java.version>8</java.version>\n  </settings>"),
    PomCase(
      path: ["project", "dependencies", "dependency", 1, "@scope"], operation: .rename(to: "@kind", missing: .fail),
      old: "scope='test'", new: "kind='test'"),
  ])
  func anEditChangesOnePlace(edit: PomCase) {
    EditCase(
      before: Self.pom, path: edit.path, operation: edit.operation,
      after: Self.pom.replacing(edit.old, with: edit.new, maxReplacements: 1)
    ).check(as: .xml)
  }

  @Test(arguments: [
    EditCase.set("<a>\r\n  1\r\n</a>", ["a"], 2, "<a>\r\n  2\r\n</a>"),
    .set("<a><![CDATA[x<y]]></a>", ["a"], "p&q", "<a><![CDATA[p&q]]></a>"),
    .set("<a><![CDATA[x]]></a>", ["a"], "]]>", "<a>]]&gt;</a>"),
    .set("<a>1<!-- one --></a>", ["a"], 2, "<a>2<!-- one --></a>"),
    .set("<a>x</a>", ["a"], " y ", "<a> y </a>"),
    .set("<a>x</a>", ["a"], "", "<a></a>"),
    .set("<a b = \"1\" />", ["a", "@b"], "\"\n", "<a b = \"&quot;&#10;\" />"),
    .set("<a b='1' />", ["a"], "x", "<a b='1'>x</a>"),
    .set("<m:a xmlns:m='u'><m:b>1</m:b></m:a>", ["a", "b"], 2, "<m:a xmlns:m='u'><m:b>2</m:b></m:a>"),
    .set("<m:a xmlns:m='u'><m:b>1</m:b></m:a>", ["m:a", "m:b"], 2, "<m:a xmlns:m='u'><m:b>2</m:b></m:a>"),
    .create("<m:a xmlns:m='u'><m:b>1</m:b></m:a>", ["a", "c"], 2, "<m:a xmlns:m='u'><m:b>1</m:b><m:c>2</m:c></m:a>"),
    .create(
      "<a>\n\t<b/> <!-- b -->\n</a>", ["a", "c"], ["d": [1, 2]],
      "<a>\n\t<b/> <!-- b -->\n\t<c>\n\t\t<d>1</d>\n\t\t<d>2</d>\n\t</c>\n</a>"),
    .create("<a\n  x='1'\n/>", ["a", "@y"], 2, "<a\n  x='1'\n  y='2'\n/>"),
    .create("<a>\n  <!-- none -->\n</a>\n", ["a", "b"], 2, "<a>\n  <!-- none -->\n  <b>2</b>\n</a>\n"),
    .set("<a x='&#x41;&amp;'>&#66;</a>", ["a"], "B", "<a x='&#x41;&amp;'>&#66;</a>"),
  ])
  func markupAroundTheTextStays(edit: EditCase) {
    edit.check(as: .xml)
  }

  @Test(arguments: [
    RefusalCase("<a><b>1</b><b>2</b></a>", ["a", "b"], .ambiguous, "a.b is there 2 times"),
    RefusalCase("<a><b>1</b></a>", ["b"], .noMatch, "the root element is a, not b"),
    RefusalCase("<a><b>1</b><c/></a>", ["a", "d"], .noMatch, "a has no element d; it has b, c"),
    RefusalCase("<a><b>1</b></a>", ["a"], .type, "has elements in it"),
    RefusalCase("<a>x<b/>y</a>", ["a", "c"], .set(1, missing: .create), .type),
    RefusalCase("<a>x<!-- -->y</a>", ["a"], .type, "several pieces"),
    RefusalCase("<a><b/><c/></a>", ["a", "b"], .append(1, missing: .fail), .type, "not a list"),
    RefusalCase("<a><b/><c/></a>", ["a", "b"], .rename(to: "c", missing: .fail), .exists),
    RefusalCase("<a><b/></a>", ["a", "b"], .rename(to: "1", missing: .fail), .type),
    RefusalCase("<a/>", ["a"], .delete(missing: .fail), .type),
    RefusalCase("<a/>", ["a"], .set("\u{1}", missing: .fail), .type),
    RefusalCase("<a/>", ["a"], .set(nil, missing: .fail), .type),
    RefusalCase("<a><b></a></b>", ["a"], .parse),
    RefusalCase("<a>", ["a"], .parse, "isn't closed"),
    RefusalCase("<a/><b/>", ["a"], .parse, "second root"),
    RefusalCase("<a x='1' x='2'/>", ["a"], .parse, "twice"),
    RefusalCase(
      "<a " + (0..<40).map { "x\($0)='1' " }.joined() + "x20='2'/>", ["a"], .parse, "the attribute x20 is there twice"),
    RefusalCase("<a " + (0..<16).map { "x\($0)='1' " }.joined() + "x15='2'/>", ["a"], .parse, "x15 is there twice"),
    RefusalCase(String(repeating: "<a>", count: 1000), ["a"], .parse, "deeper"),
    RefusalCase("", ["a"], .parse),
  ])
  func whatIsNotCertainIsRefused(refusal: RefusalCase) {
    refusal.check(as: .xml)
  }

  @Test(.timeLimit(.minutes(1))) func manyAttributesTakeNoMoreTimeEach() {
    let attributes = (0..<30_000).map { " attribute\($0)='1'" }.joined()
    EditCase.set("<a\(attributes) b='1'/>", ["a", "@b"], 2, "<a\(attributes) b='2'/>").check(as: .xml)
  }

  @Test func theDeclaredEncodingDecides() throws {
    let head = Array("<?xml version='1.0' encoding='ISO-8859-1'?><a><n>".utf8)
    let bytes = head + [0xE9] + Array("</n><v>x</v></a>".utf8)
    let result = try FileEditor.edit(
      bytes, as: .xml, EditRequest(path: ["a", "v"], operation: .set("ü€", missing: .fail)))
    #expect(
      applying(result.splices, to: bytes) == head + [0xE9] + Array("</n><v>".utf8) + [0xFC]
        + Array("&#x20ac;</v></a>".utf8))
    #expect(try FileEditor.values(in: bytes, as: .xml, path: ["a", "n"]) == ["é"])
  }

  @Test func aRepeatedElementIsAList() throws {
    let values = try FileEditor.values(
      in: Array("<a><b>1</b><b x='2'>3</b></a>".utf8), as: .xml, path: ["a", "b"])
    #expect(values == [["1", "3"]])
  }
}
