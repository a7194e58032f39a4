import Testing

@testable import FleetCore

struct ImportPlanTests {
  private func service(_ name: String, _ url: String, branch: String? = nil) -> ImportedService {
    ImportedService(name: name, url: url, branch: branch, source: "list")
  }

  private func plan(_ services: [ImportedService], into text: String = "") throws -> ImportPlan {
    let manifest = try Manifest(reading: Array(text.utf8), file: "fleet.yaml", folder: "/srv/acme")
    return ImportPlan(merging: ImportList(services: services, problems: ["p"]), into: manifest, folder: "/lists")
  }

  @Test func whatIsThereAlreadyIsSkipped() throws {
    let plan = try plan(
      [
        service("billing", "ssh://git@H/o/billing"), service("new", "../new.git", branch: "v2"),
        service("again", "/new"),
      ],
      into: "services:\n- {name: money, url: 'git@h:o/billing.git', branch: old}\n")
    #expect(plan.added == [NewService(name: "new", url: "/new.git", branch: "v2")])
    #expect(plan.skipped == ["list: money has this repository already", "list: new has this repository already"])
    #expect(plan.renamed == [])
    #expect(plan.problems == ["p"])
  }

  @Test func takenNamesGetTheOrganisationAndThenANumber() throws {
    let plan = try plan(
      [
        service("shop", "https://h/a/shop"), service("Shop", "https://h/b/Shop"), service("shop", "https://i/a/shop"),
        service("shop", "https://j/a/shop"), service("shop", "git@k:shop"),
      ],
      into: "services:\n- {name: shop, url: x}\n")
    #expect(plan.added.map(\.name) == ["shop-a", "Shop-b", "shop-a-2", "shop-a-3", "shop-2"])
    #expect(plan.renamed.first == "list: \"shop\" is called shop-a")
  }

  @Test func namesAreMadeFit() throws {
    let plan = try plan([
      service("a b/é", "https://h/o/1"), service("..x..", "https://h/o/2"), service("日本", "https://h/o/fallback"),
      service("日本", "https://h/o/日本"), service("x.lock", "https://h/o/y"),
    ])
    #expect(plan.added.map(\.name) == ["a-b", "x", "fallback", "y"])
    #expect(plan.problems == ["p", "list: \"日本\" can't be made a name; add it with fleet repos add"])
  }

  @Test func badAddressesAreProblemsAndNeverShown() throws {
    let plan = try plan([service("a", "https://u:s3cr3t@-x/y"), service("b", "ext::sh -c id")])
    #expect(plan.added == [])
    #expect(
      plan.problems == [
        "p", "list: the address of \"a\" the host must not begin with \"-\"",
        "list: the address of \"b\" remote helpers such as \"ext::\" aren't allowed",
      ])
  }

  @Test func whatIsPlannedCanBeWritten() throws {
    let text = try ManifestText([], file: "fleet.yaml", folder: "/srv/acme")
    let plan = try plan([service("yes", "https://h/o/r?x", branch: "no"), service("2", "/srv/a b")])
    let written = try text.adding(plan.added)
    #expect(written.manifest.services.map(\.name) == ["yes", "2"])
    #expect(written.manifest.services.map(\.url) == ["https://h/o/r?x", "/srv/a b"])
    #expect(written.manifest.services.map(\.branch) == ["no", nil])
  }
}
