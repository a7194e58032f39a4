import FleetTestSupport
import Foundation
import Git
import Testing

/// The first fetch from a plain repository of this machine makes hard links and starts no program.
@Suite struct LocalCloneTests {
  private let bench: LocalWorkbench

  init() throws {
    bench = try LocalWorkbench(["a.txt": "a\n", "x/b.txt": "b\n"])
  }

  private var mirrorPath: String { "\(bench.remote.folder.path)/mirror.git" }

  private func fetch(_ options: NetworkOptions? = nil) throws -> FetchReport {
    let mirror =
      FileManager.default.fileExists(atPath: mirrorPath)
      ? try Repository(openingBare: mirrorPath) : try Repository(creatingBare: mirrorPath)
    return try mirror.fetch(from: bench.remote.path, refspecs: mirrorRefspecs, options: options ?? bench.options)
  }

  /// The numbers of links of all files of objects.
  private func linkCounts(_ path: String) -> Set<Int> {
    var counts: Set<Int> = []
    for case let file as String in FileManager.default.enumerator(atPath: "\(path)/objects") ?? .init() {
      var status = stat()
      if lstat("\(path)/objects/\(file)", &status) == 0, status.st_mode & S_IFMT == S_IFREG {
        counts.insert(Int(status.st_nlink))
      }
    }
    return counts
  }

  @Test(arguments: ["loose", "packed", "both"])
  func objectsAreLinked(_ kind: String) throws {
    if kind != "loose" { try bench.remote.git.run(["repack", "-a", "-d", "-q"], in: bench.remote.path) }
    if kind == "both" { try bench.remote.commit(["a.txt": "2\n"]) }
    let report = try fetch(bench.programlessOptions)
    #expect(report.isDownloaded && report.means == .inProcess)
    #expect(linkCounts(mirrorPath) == [2])
    let mirror = try Repository(openingBare: mirrorPath)
    #expect(try mirror.reference("refs/heads/main") == bench.remote.id())
    #expect(try mirror.verify().isSound)
  }

  @Test func onlyTheFirstFetchIsLinked() throws {
    _ = try fetch()
    let tip = try bench.remote.commit(["a.txt": "2\n"])
    let report = try fetch()
    #expect(report.means == .transport)
    #expect(try Repository(openingBare: mirrorPath).reference("refs/heads/main")?.hex == tip)
  }

  @Test func whatIsDeletedThereStaysHere() throws {
    _ = try fetch()
    try FileManager.default.removeItem(atPath: "\(bench.remote.path)/objects")
    #expect(try Repository(openingBare: mirrorPath).verify().isSound)
  }

  @Test(arguments: ["alternates", "promisor", "link"])
  func objectsThatAreElsewhereComeAsAPack(_ kind: String) throws {
    let (path, folder) = (bench.remote.path, bench.remote.folder.path)
    try bench.remote.git.run(["repack", "-a", "-d", "-q"], in: path)
    let packs = "\(path)/objects/pack"
    switch kind {
    case "alternates":
      try FileManager.default.createDirectory(atPath: "\(folder)/store", withIntermediateDirectories: true)
      try FileManager.default.moveItem(atPath: packs, toPath: "\(folder)/store/pack")
      try bench.write("\(folder)/store\n", to: "objects/info/alternates")
    case "promisor":
      let pack = try #require(FileManager.default.contentsOfDirectory(atPath: packs).first { $0.hasSuffix(".pack") })
      try bench.write("", to: "objects/pack/\(pack.dropLast(5)).promisor")
    default:
      for name in try FileManager.default.contentsOfDirectory(atPath: packs) {
        try FileManager.default.moveItem(atPath: "\(packs)/\(name)", toPath: "\(folder)/\(name)")
        try FileManager.default.createSymbolicLink(atPath: "\(packs)/\(name)", withDestinationPath: "\(folder)/\(name)")
      }
    }
    #expect(try fetch().means == .transport)
    let mirror = try Repository(openingBare: mirrorPath)
    #expect(try mirror.reference("refs/heads/main") == bench.remote.id())
    #expect(try mirror.verify().isSound)
  }
}
