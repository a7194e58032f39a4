import Foundation
import Testing

@testable import Codemods

@Suite struct ScaffoldTests {
  static let withoutPrograms = CodemodScaffold.operations.filter { $0 != "rewrite" }

  @Test(arguments: withoutPrograms, ["json", "yaml"]) func itsTestPasses(_ operation: String, _ ending: String) throws {
    let scaffold = try #require(CodemodScaffold(name: "first-one", operation: operation))
    let codemod = try codemod(ending == "json" ? scaffold.json : scaffold.yaml, file: "first-one.\(ending)")
    #expect(codemod.name == "first-one")
    let results = codemod.runTests()
    #expect(results.count == 1)
    #expect(results.filter { !$0.hasPassed } == [])
  }

  @Test func everyOperationButUseHasOne() {
    #expect(Set(CodemodScaffold.operations + ["use"]) == Set(OperationKind.allCases.map(\.rawValue)))
    #expect(CodemodScaffold(name: "x", operation: "use") == nil)
  }

  @Test(arguments: ["bump-timeout": true, "a1": true, "": false, "1a": false, "Bump": false, "a_b": false, "é": false])
  func aNameIsOneOfTheFormat(_ name: String, _ isOne: Bool) {
    #expect(CodemodScaffold.isName(name) == isOne)
  }
}
