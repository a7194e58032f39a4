import Testing

@testable import FleetCore

struct ManifestPlaceTests {
  private func find(
    _ option: String?, _ environment: String?, from folder: String, files: Set<String> = []
  ) -> ManifestPlace? {
    ManifestPlace.find(option: option, environment: environment, from: folder) { files.contains($0) }
  }

  @Test func theOptionGoesBeforeTheEnvironmentAndThatBeforeTheSearch() {
    let files: Set = ["/a/b/fleet.yaml"]
    #expect(find("x.yaml", "y.yaml", from: "/a/b", files: files) == ManifestPlace(path: "/a/b/x.yaml", source: .option))
    #expect(find(nil, "/y.yaml", from: "/a/b", files: files) == ManifestPlace(path: "/y.yaml", source: .environment))
    #expect(find(nil, nil, from: "/a/b", files: files) == ManifestPlace(path: "/a/b/fleet.yaml", source: .search))
    #expect(find(nil, "", from: "/a/b", files: files)?.source == .search)
  }

  @Test func theNearestParentWins() {
    let files: Set = ["/fleet.yaml", "/a/fleet.yaml"]
    #expect(find(nil, nil, from: "/a/b/c", files: files)?.path == "/a/fleet.yaml")
    #expect(find(nil, nil, from: "/b/c/", files: files)?.path == "/fleet.yaml")
    #expect(find(nil, nil, from: "/b/c", files: []) == nil)
  }

  @Test func relativePathsStartInTheManifestsFolder() {
    #expect(find("../x/m.yaml", nil, from: "/a/b")?.folder == "/a/x")
    #expect(find("/m.yaml", nil, from: "/a/b")?.folder == "/")
  }
}
