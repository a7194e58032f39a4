import FleetTestSupport
import Foundation
import Git
import Submodules
import Testing

@testable import FleetCore

/// Libraries that change while a run is under way.
struct LibraryWatchTests {
  private let library: Remote
  private let home: TemporaryFolder
  private let context: RunContext
  private let libraries: [Library]

  init() throws {
    library = try Remote(files: ["n": "1\n"], name: "library.git")
    home = try TemporaryFolder()
    let folder = library.folder.path
    context = RunContext(
      folders: CacheFolders(environment: HermeticEnvironment.variables(home: home.path)), runName: "watch",
      network: NetworkSettings(
        environment: HermeticEnvironment.variables(home: home.path),
        configuration: try GitConfiguration(environment: HermeticEnvironment.variables(home: home.path)), version: "1"),
      limits: RunLimits(jobs: 2, processorCount: 2, network: NetworkLimits(), test: .seconds(10)),
      programEnvironment: ProgramEnvironment(inherited: [:]), cancellation: Cancellation(), now: { (0, 0) },
      clock: { Date(timeIntervalSince1970: 0) })
    let manifest = try Manifest(
      reading: Array("libraries:\n  - {name: api, url: library.git, follow: {branch: main}}\nservices: []\n".utf8),
      file: "fleet.yaml", folder: folder)
    libraries = manifest.libraries
  }

  private func tip() throws -> ObjectID {
    let id = try #require(try library.tip(of: "main"))
    return try #require(ObjectID(hex: id))
  }

  @Test func aBranchThatIsGoneBeforeThePushIsNoticed() async throws {
    let shelf = await LibraryShelf.read(libraries, context)
    let commit = try tip()
    let strict = PushedPins(shelf, freshness: .zero)
    strict.note([(0, commit)], of: "billing")
    #expect(await strict.objection(toPushing: "billing", context) == nil)
    try library.commit(["n": "other\n"], on: "other")
    try library.set("main", to: nil)
    #expect(await strict.objection(toPushing: "billing", context)?.kind == "unreachable")
    #expect(await strict.objection(toPushing: "unknown", context) == nil)
    // A fresh answer is taken as it is.
    let lenient = PushedPins(shelf, freshness: .seconds(1000))
    lenient.note([(0, commit)], of: "billing")
    #expect(await lenient.objection(toPushing: "billing", context) == nil)
  }

  @Test func aLibraryThatCannotBeAskedAgainHoldsThePushBack() async throws {
    let shelf = await LibraryShelf.read(libraries, context)
    let pushed = PushedPins(shelf, freshness: .zero)
    pushed.note([(0, try tip())], of: "billing")
    try FileManager.default.removeItem(atPath: library.path)
    #expect(await pushed.objection(toPushing: "billing", context)?.kind == "not-asked")
  }
}
