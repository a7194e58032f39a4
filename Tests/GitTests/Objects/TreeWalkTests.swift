import FleetTestSupport
import Git
import Testing

@Suite struct TreeWalkTests {
  @Test func entriesComeInGitsOrderWithTheirModes() throws {
    let pin = String(repeating: "1", count: 40)
    let remote = try Remote(files: [
      "a/b/c.txt": "c\n", "a.txt": "a\n", "a-b": "x\n", "run.sh": .executable("#!/bin/sh\n"), "link": .link("a.txt"),
      "libs/api": .submodule(pin), "z\u{E9}\n\"": "odd\n",
    ])
    let repository = try Repository(openingBare: remote.path)
    let paths = try repository.testPaths(remote.id())
    let wanted = try remote.paths()
    #expect(paths == wanted)
    #expect(paths.contains("160000 libs/api") && paths.contains("120000 link"))
  }

  @Test func aFolderThatIsNotEnteredIsNotRead() throws {
    let remote = try Remote(files: ["a/x": "1\n", "b/c/y": "2\n", "b/z": "3\n"])
    let skipped = try remote.git.run(["rev-parse", "main:b/c"], in: remote.path)
    try remote.corruptObject(skipped)
    let repository = try Repository(openingBare: remote.path)
    var (asked, seen): ([String], [String]) = ([], [])
    try repository.walk(
      remote.id(),
      descends: { path in
        asked.append(String(decoding: path, as: UTF8.self))
        return asked.last != "b/c"
      }, visit: { seen.append(String(decoding: $0.pathBytes, as: UTF8.self)) })
    #expect(asked == ["a", "b", "b/c"])
    #expect(seen == ["a/x", "b/z"])
    #expect(gitError { _ = try repository.testPaths(try remote.id()) }?.kind == .corrupt)
  }

  @Test func aSearchForSubmodulesVisitsNoFilesInFolders() throws {
    let pin = String(repeating: "1", count: 40)
    let remote = try Remote(files: [
      "README": "x\n", ".gitmodules": "\n", "a/b/file": "x\n", "a/b/link": .link("file"), "a/b/lib": .submodule(pin),
      "a/run.sh": .executable("x\n"), "lib": .submodule(pin), "z": .link("README"),
    ])
    var (folders, found): ([String], [String]) = ([], [])
    try Repository(openingBare: remote.path).walk(
      remote.id(), visiting: .linksAndSubmodules,
      descends: { path in
        folders.append(String(decoding: path, as: UTF8.self))
        return true
      }, visit: { found.append(String(decoding: $0.pathBytes, as: UTF8.self)) })
    #expect(folders == ["a", "a/b"])
    #expect(found == [".gitmodules", "README", "a/b/lib", "a/b/link", "lib", "z"])
  }

  @Test func aTagStandsForTheTreeOfItsCommit() throws {
    let remote = try Remote(files: ["a/b": "x\n"])
    for arguments in [["-a", "inner", "main"], ["-a", "outer", "inner"]] {
      try remote.git.run(["tag", "-m", "x"] + arguments, in: remote.path)
    }
    let repository = try Repository(openingBare: remote.path)
    let tag = try #require(try repository.resolve("outer"))
    #expect(try repository.testPaths(tag) == ["100644 a/b"])
    #expect(try repository.tree(of: tag) == repository.tree(of: try remote.id()))
  }

  @Test(arguments: ["100664", "100600", "100755", "100744", "120777", "160000", "40755"])
  func modesOfOldVersionsReadAsLibgit2ReadsThem(_ mode: String) throws {
    let remote = try Remote(files: ["a/b": "x\n"])
    let id = try remote.git.run(["rev-parse", mode == "40755" ? "main:a" : "main:a/b"], in: remote.path)
    let tree = try #require(ObjectID(hex: try remote.writeObject("tree", hostileTree([(mode, "entry", id)]))))
    let repository = try Repository(openingBare: remote.path)
    let entry = try repository.entry(at: Array("entry".utf8), in: tree)
    var walked: TreeEntryRecord?
    try repository.walk(tree, descends: { _ in false }, visit: { walked = $0 })
    #expect(walked == entry)
    #expect((walked == nil) == (mode == "40755"))
  }

  @Test(arguments: ["", "100644", "100644 ", "100644 a", "1008 a\0", "1000000 a\0", " a\0", "100644 \0"])
  func bytesThatAreNoEntryAreAnErrorAndNotACrash(_ beginning: String) throws {
    let remote = try Remote(files: ["a": "x\n"])
    let blob = try remote.git.run(["rev-parse", "main:a"], in: remote.path)
    let whole = hostileTree([("100644", "whole", blob)])
    let cut = Array(beginning.utf8) + (beginning.hasSuffix("\0") ? [UInt8](repeating: 1, count: 20) : [])
    let bytes = beginning.isEmpty ? Array(whole.dropLast()) : whole + cut
    let tree = try #require(ObjectID(hex: try remote.writeObject("tree", bytes)))
    let repository = try Repository(openingBare: remote.path)
    #expect(gitError { _ = try repository.testPaths(tree) }?.kind == .corrupt)
  }

  @Test func anEntryIsFoundByItsPath() throws {
    let remote = try Remote(files: ["a/b": "hello\n", "a/c/d": "x\n"])
    let repository = try Repository(openingBare: remote.path)
    let tip = try remote.id()
    func entry(_ path: String) throws -> TreeEntryRecord? { try repository.entry(at: Array(path.utf8), in: tip) }
    let found = try #require(try entry("a/b"))
    #expect(try repository.blob(found.id) == Array("hello\n".utf8))
    #expect(try entry("a") == nil, "a folder")
    #expect(try entry("a/b/c") == nil, "through a file")
    #expect(try entry("none") == nil)
    #expect(try entry("") == nil)
    #expect(try entry("a\0") == nil)
  }

  @Test(arguments: [".git", ".GIT", "..", ".", "git~1", ".git.", ".g\u{200C}it", ".git::$INDEX_ALLOCATION"])
  func namesThatGitWouldNeverWriteAreLeftOut(_ name: String) throws {
    let remote = try Remote(files: ["a": "x\n"])
    let blob = try remote.git.run(["rev-parse", "main:a"], in: remote.path)
    let tree = hostileTree([("100644", name, blob), ("100644", "ok", blob)])
    let id = try #require(ObjectID(hex: try remote.writeObject("tree", tree)))
    let repository = try Repository(openingBare: remote.path)
    #expect(try repository.testPaths(id) == ["100644 ok"])
  }

  @Test func aTreeThatIsNestedTooDeepIsAnErrorAndNotACrash() throws {
    let remote = try Remote(files: ["ok": "x\n", String(repeating: "d/", count: 2100) + "x": "x\n"])
    let repository = try Repository(openingBare: remote.path)
    let tip = try remote.id()
    let error = gitError { _ = try repository.testPaths(tip) }
    #expect(error?.kind == .corrupt)
    #expect(error?.message.contains("deep") == true)
    let edited = gitError {
      _ = try repository.writeTree(
        base: tip, edits: [.writing("y", to: String(repeating: "e/", count: 2100) + "y")])
    }
    #expect(edited?.kind == .unsupported)
  }

  @Test func aTreeThatNamesItselfOverAndOverIsNotWalkedForEver() throws {
    let remote = try Remote(files: ["x": "x\n"])
    var tree = try remote.git.run(["rev-parse", "main^{tree}"], in: remote.path)
    for _ in 0..<10 {
      tree = try remote.writeObject("tree", hostileTree((0..<10).map { ("40000", "\($0)", tree) }))
    }
    let id = try #require(ObjectID(hex: tree))
    let repository = try Repository(openingBare: remote.path)
    let error = gitError { try repository.walk(id, entryLimit: 50_000) { _ in } }
    #expect(error?.kind == .corrupt)
    #expect(error?.message == "it has too many entries")
  }
}

/// A tree object's bytes, with names as they are given.
func hostileTree(_ entries: [(mode: String, name: String, id: String)]) -> [UInt8] {
  entries.flatMap { entry in
    Array("\(entry.mode) \(entry.name)".utf8) + [0] + (ObjectID(hex: entry.id)?.bytes ?? [])
  }
}
