import Documents
import Testing

@testable import FleetCore

struct ManifestReadingTests {
  private func read(_ text: String) throws -> Manifest {
    try Manifest(reading: Array(text.utf8), file: "fleet.yaml", folder: "/srv/acme")
  }

  private func lines(_ text: String) -> [String] {
    do {
      _ = try read(text)
      return []
    } catch let error as InvalidDocument {
      return error.lines
    } catch {
      return ["\(error)"]
    }
  }

  @Test func everyFieldIsRead() throws {
    let manifest = try read(
      """
      name: acme
      defaults:
        branch: trunk
        test: make test
        baseline: on-failure
        allowRed: true
        retries: 2
        delivery: direct
        commit:
          name: Fleet
          email: fleet@example.com
          signoff: true
          sign: ssh
          trailers: {Reviewed-by: "A <a@example.com>"}
        timeouts: {connect: 500ms, idle: 3s, operation: 2m, test: 10m}
        connections: 12
        sandbox: network
      services:
        - {name: billing, url: ../billing.git}
        - name: shop
          url: git@git.example.com:acme/shop.git
          branch: main
          tags: [django, tier-1]
          test: [tox, -q]
        - {name: docs, url: https://example.com/docs, test: false}
      libraries:
        - name: api
          url: /srv/git/api.git
          follow: {semver: ^1.4}
          path: libs/api
          groups: [core]
          waves: [[billing], [shop], "*"]
          hold: [docs]
          allowDowngrade: true
          trustedRefs: [refs/heads/main, refs/tags/*]
      templates:
        - {name: service, path: templates/service}
        - {name: bff, url: ssh://git@example.com/t.git, directory: bff, ref: v2}
      """)
    let billing = Service(
      name: "billing", remote: try RemoteLocation("/srv/billing.git", relativeTo: "/"), branch: "trunk",
      test: .shell("make test"))
    let shop = Service(
      name: "shop", remote: try RemoteLocation("git@git.example.com:acme/shop.git", relativeTo: "/"), branch: "main",
      tags: ["django", "tier-1"], test: .arguments(["tox", "-q"]))
    let docs = Service(
      name: "docs", remote: try RemoteLocation("https://example.com/docs", relativeTo: "/"), branch: "trunk",
      test: Service.Test.none)
    #expect(manifest.name == "acme")
    #expect(manifest.services == [billing, shop, docs])
    #expect(
      manifest.defaults
        == ManifestDefaults(
          branch: "trunk", test: .shell("make test"), baseline: .onFailure, allowsRed: true, retries: 2,
          delivery: .direct,
          commit: .init(
            name: "Fleet", email: "fleet@example.com", signsOff: true, sign: .ssh,
            trailers: [.init(key: "Reviewed-by", value: "A <a@example.com>")]),
          timeouts: .init(
            connect: .milliseconds(500), idle: .seconds(3), operation: .seconds(120), test: .seconds(600)),
          connections: 12, sandbox: .network))
    #expect(
      manifest.libraries == [
        Library(
          name: "api", remote: try RemoteLocation("/srv/git/api.git", relativeTo: "/"), follow: .semver(range: "^1.4"),
          path: "libs/api", groups: ["core"], waves: [.services(["billing"]), .services(["shop"]), .rest],
          hold: ["docs"], allowsDowngrade: true, trustedRefs: ["refs/heads/main", "refs/tags/*"])
      ])
    #expect(
      manifest.templates == [
        TemplateSource(name: "service", location: .folder("/srv/acme/templates/service")),
        TemplateSource(
          name: "bff", location: .repository(try RemoteLocation("ssh://git@example.com/t.git", relativeTo: "/")),
          directory: "bff", ref: "v2"),
      ])
  }

  @Test func everyProblemIsReportedAtOnce() {
    let text = """
      nmae: acme
      defaults:
        delivery: brunch
        timeouts: {operation: 30, tets: 3s}
        commit: {name: "A <b>", trailers: {Fleet-Campaign: x, a b: c}}
      services:
        - name: bill ing
          url: --upload-pack=x
        - nam: shop
          url: ext::sh -c x
          tags: [a, a, "b c"]
        - name: pay
          url: htps://example.com/pay
          branch: refs/heads/main
          test: true
        - name: pay
          url: ../pay.git
        - name: Pay
          url: ../pay.git
        - just text
      libraries:
        - name: api
          url: [x]
          follow: {branch: main, tag: v*}
        - name: lib
          url: ../lib.git
          follow: {pin: 12345678}
          waves: ["*", [pya], [pay, pay, "*"]]
          hold: [zzz]
          path: ../x
          trustedRefs: [main]
      templates:
        - {name: t, ref: x}
      """
    #expect(
      lines(text) == [
        "fleet.yaml:1:1: nmae: no such key in a manifest; did you mean \"name\"?",
        "fleet.yaml:3:13: defaults.delivery: must be one of \"branch\", \"direct\", not \"brunch\"; did you mean \"branch\"?",
        "fleet.yaml:4:25: defaults.timeouts.operation: must be a length of time such as \"500ms\", \"3s\" or \"2m\", not 30",
        "fleet.yaml:4:29: defaults.timeouts.tets: no such key in the timeouts; did you mean \"test\"?",
        "fleet.yaml:5:18: defaults.commit.name: must not hold \"<\" or \">\"",
        "fleet.yaml:5:54: defaults.commit.trailers.Fleet-Campaign: trailers that begin with \"Fleet-\" are written by fleet itself",
        "fleet.yaml:5:62: defaults.commit.trailers.a b: a trailer's key has letters, digits and \"-\", not \"a b\"",
        "fleet.yaml:7:11: services[0].name: may have letters, digits, \".\", \"_\" and \"-\", not \" \"",
        "fleet.yaml:8:10: services[0].url: must not begin with \"-\"",
        "fleet.yaml:9:5: services[1].nam: no such key in a service; did you mean \"name\"?",
        "fleet.yaml:9:5: services[1]: a service needs \"name\"",
        "fleet.yaml:10:10: services[1].url: remote helpers such as \"ext::\" aren't allowed",
        "fleet.yaml:11:15: services[1].tags[1]: the tag \"a\" is there already",
        "fleet.yaml:11:18: services[1].tags[2]: a tag is one word",
        "fleet.yaml:13:10: services[2].url: unknown scheme \"htps\", expected file, git, http, https, ssh or a path; did you mean \"https://\"?",
        "fleet.yaml:14:13: services[2].branch: must be the short name, without \"refs/…/\"",
        "fleet.yaml:15:11: services[2].test: must be a command, a list of arguments, or false for none, not true",
        "fleet.yaml:16:11: services[3].name: another service has the name \"pay\" already, at 12:11",
        "fleet.yaml:18:11: services[4].name: differs only in case from the service \"pay\" at 12:11",
        "fleet.yaml:19:10: services[4].url: the service \"pay\" has this repository and branch already",
        "fleet.yaml:20:5: services[5]: must be a mapping, not \"just text\"",
        "fleet.yaml:23:10: libraries[0].url: must be text, not a list",
        "fleet.yaml:24:33: libraries[0].follow.tag: a follow policy takes only one of \"branch\", \"tag\", \"semver\", \"pin\"",
        "fleet.yaml:27:19: libraries[1].follow.pin: must be text, not 12345678; write \"12345678\"",
        "fleet.yaml:28:13: libraries[1].waves[0]: \"*\" can only be the last wave",
        "fleet.yaml:28:19: libraries[1].waves[1][0]: no service is called \"pya\"; did you mean \"pay\"?",
        "fleet.yaml:28:31: libraries[1].waves[2][1]: \"pay\" is in a wave already",
        "fleet.yaml:28:36: libraries[1].waves[2][2]: \"*\" is a wave by itself",
        "fleet.yaml:29:12: libraries[1].hold[0]: no service is called \"zzz\"",
        "fleet.yaml:30:11: libraries[1].path: must be a path inside the repository, without \"..\", \".git\" or \"/\" in front",
        "fleet.yaml:31:19: libraries[1].trustedRefs[0]: must begin with \"refs/heads/\" or \"refs/tags/\"",
        "fleet.yaml:33:5: templates[0]: a template needs one of \"url\", \"path\"",
      ])
  }

  @Test func whatTheTextAloneHidesIsAFindingToo() {
    #expect(
      lines("services:\n  - name: a\n    url: x\n    url: y\n  - &b {name: b, url: 010}\n") == [
        "fleet.yaml:4:5: services[0].url: the key is there already, at 3:5",
        "fleet.yaml:5:5: services[1]: anchors aren't allowed, found \"&b\"",
        "fleet.yaml:5:23: services[1].url: \"010\" isn't the same to every YAML reader; write the number as in JSON, or text in quotes",
      ])
  }

  @Test(arguments: ["", "# nothing yet\n", "services:\n", "services: []\nlibraries:\n# - none\n", "defaults:\n"])
  func anEmptyFleetIsAManifest(_ text: String) throws {
    let manifest = try read(text)
    #expect(manifest == Manifest(name: "acme"))
  }

  @Test(arguments: ["[]", "text", "3"])
  func anythingButAMappingIsNoManifest(_ text: String) {
    #expect(lines(text).map { $0.contains("must be a mapping") } == [true])
  }

  @Test func aManifestMayBeJSON() throws {
    let text = "{\"services\": [{\"name\": \"a\", \"url\": \"../a.git\"}]}"
    let manifest = try Manifest(reading: Array(text.utf8), file: "fleet.json", folder: "/srv/acme")
    #expect(manifest.services.map(\.url) == ["/srv/a.git"])
  }

  @Test func oneRepositoryMayHaveTwoServicesOnTwoBranches() throws {
    let manifest = try read("services:\n- {name: a, url: ../a}\n- {name: a2, url: ../a, branch: v2}\n")
    #expect(manifest.services.map(\.branch) == [nil, "v2"])
    #expect(lines("services:\n- {name: a, url: ../a}\n- {name: b, url: ../a.git/}\n").count == 1)
  }

  @Test func aPasswordInAnAddressIsInNoMessage() {
    let secret = "s3cr3t"
    let texts = [
      "https://u:\(secret)@-x/y", "https://u:\(secret)@h", "htps://u:\(secret)@h/y", "https://u:\(secret)@h/a b",
      "https://u:\(secret)@h:99999/y", "https://u:\(secret)@h/%0a",
    ]
    for url in texts {
      let lines = lines("services:\n- {name: a, url: \"\(url)\"}\n")
      #expect(lines.count == 1)
      #expect(!lines.joined().contains(secret))
    }
  }
}
