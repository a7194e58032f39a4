import FleetTestSupport
import Foundation
import Git
import Testing

@Suite struct CheckoutTests {
  @Test func filesLinksAndModesAreThoseOfTheTree() throws {
    let fixture = try FolderFixture([
      "a.txt": "a\n", "run.sh": .executable("#!/bin/sh\n"), "link": .link("a.txt"), "d/e/f": "f\n",
      "crlf": "a\r\nb\n", "libs/api": .submodule(String(repeating: "1", count: 40)),
    ])
    let report = try fixture.checkOut()
    #expect(fixture.paths() == ["a.txt", "crlf", "d/e/f", "link", "run.sh"])
    #expect(fixture.text("crlf") == "a\r\nb\n")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(fixture.path)/link") == "a.txt")
    #expect(access("\(fixture.path)/run.sh", X_OK) == 0)
    var status = stat()
    #expect(stat("\(fixture.path)/a.txt", &status) == 0 && status.st_mode & 0o111 == 0)
    #expect(report.submodules.map { String(decoding: $0.pathBytes, as: UTF8.self) } == ["libs/api"])
    #expect(FileManager.default.fileExists(atPath: "\(fixture.path)/libs/api"))
    #expect(try fixture.writeTree() == fixture.tree())
  }

  @Test func aSecondCheckoutWritesOnlyWhatDiffers() throws {
    let fixture = try FolderFixture(["a": "1\n", "b": "1\n", "c/d": "1\n"])
    #expect(try fixture.checkOut().writtenPaths.count == 3)
    #expect(try fixture.checkOut().writtenPaths.isEmpty)
    try fixture.remote.commit(["b": "2\n"], deleting: ["c/d"])
    let inode = { (file: String) -> UInt64 in
      var status = stat()
      return lstat("\(fixture.path)/\(file)", &status) == 0 ? UInt64(status.st_ino) : 0
    }
    let before = inode("a")
    #expect(try fixture.checkOut().writtenPaths == [Array("b".utf8)])
    #expect(fixture.paths() == ["a", "b"])
    #expect(inode("a") == before && fixture.text("b") == "2\n")
    #expect(!FileManager.default.fileExists(atPath: "\(fixture.path)/c"))
  }

  @Test func filesThatALossOfPowerLeftEmptyAreMadeAnew() throws {
    let fixture = try FolderFixture(["a": "1\n"])
    _ = try fixture.checkOut()
    for file in ["HEAD", "config", "objects/info/alternates"] {
      try Data().write(to: URL(fileURLWithPath: "\(fixture.gitFolder)/\(file)"))
    }
    try fixture.remote.commit(["a": "2\n"])
    #expect(try fixture.checkOut().writtenPaths == [Array("a".utf8)])
    #expect(try fixture.writeTree() == fixture.tree())
  }

  @Test func whatAProgramDidIsUndoneAndWhatIsIgnoredStays() throws {
    let fixture = try FolderFixture([
      ".gitignore": ".tox/\n*.pyc\n", "a": "1\n", "run": .executable("x\n"), "d/e": "1\n", "link": .link("a"),
    ])
    try fixture.checkOut()
    try fixture.run(
      """
      echo 2 > a; chmod -x run; rm -r d; ln -sfn /etc link; mkdir -p .tox/env new/deep; echo x > .tox/env/f
      echo x > new/deep/f; echo x > m.pyc; echo x > stray; ln -s /etc untracked-link; mkfifo pipe
      """)
    try fixture.checkOut()
    #expect(fixture.paths() == [".gitignore", ".tox/env/f", "a", "d/e", "link", "m.pyc", "run"])
    #expect(fixture.text("a") == "1\n" && access("\(fixture.path)/run", X_OK) == 0)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(fixture.path)/link") == "a")
    #expect(FileManager.default.fileExists(atPath: "/etc/passwd"))
    #expect(try fixture.writeTree() == fixture.tree())
  }

  @Test func aChangeOfTheSameSizeRightAfterACheckoutIsUndone() throws {
    let fixture = try FolderFixture(["a": "1\n", "b": "1\n"])
    for _ in 0..<20 {
      try fixture.checkOut()
      try Data("2\n".utf8).write(to: URL(fileURLWithPath: "\(fixture.path)/a"))
      try fixture.checkOut()
      #expect(fixture.text("a") == "1\n")
    }
  }

  @Test func aChangeWhoseTimesWerePutBackIsUndone() throws {
    let fixture = try FolderFixture(["a": "1\n", "b": "1\n"])
    try fixture.checkOut()
    try fixture.run("sleep 0.05; touch -r a stamp; printf '2\\n' > a; touch -r stamp a; rm stamp")
    try fixture.checkOut()
    #expect(fixture.text("a") == "1\n")
  }

  @Test func newRulesOfWhatIsIgnoredCount() throws {
    let fixture = try FolderFixture([".gitignore": "cache/\n", "a": "1\n"])
    try fixture.checkOut()
    try fixture.run("mkdir cache other; echo x > cache/f; echo x > other/f; echo '*' > .gitignore")
    try fixture.checkOut()
    #expect(fixture.paths() == [".gitignore", "a", "cache/f"])
    try fixture.remote.commit([".gitignore": "nothing\n"])
    try fixture.checkOut()
    #expect(fixture.paths() == [".gitignore", "a"])
  }

  @Test func kindsOfEntriesChangePlaces() throws {
    let fixture = try FolderFixture(["x": "file\n", "y/inner": "1\n", "z": .link("x"), "w": "1\n"])
    try fixture.checkOut()
    try fixture.remote.commit(
      ["x/inner": "2\n", "y": .link("x"), "z": "file\n", "w": .submodule(String(repeating: "1", count: 40))],
      deleting: ["x", "y/inner", "z", "w"])
    try fixture.checkOut()
    #expect(fixture.paths() == ["x/inner", "y", "z"])
    try fixture.checkOut("main")
    #expect(try fixture.writeTree() == fixture.tree())
    try fixture.remote.commit(["w": "1\n"], deleting: ["w"])
    try fixture.checkOut()
    #expect(fixture.paths() == ["w", "x/inner", "y", "z"])
  }

  @Test func programsSeeAnOrdinaryRepositoryAtTheCommit() throws {
    let fixture = try FolderFixture(["a": "1\n"])
    try fixture.remote.git.run(["tag", "v1.0", "main"], in: fixture.remote.path)
    try fixture.checkOut()
    let tip = try fixture.remote.id()
    #expect(try fixture.remote.git.run(["rev-parse", "HEAD"], in: fixture.path) == tip.hex)
    #expect(try fixture.remote.git.run(["status", "--porcelain"], in: fixture.path) == "")
    #expect(try fixture.remote.git.run(["ls-files"], in: fixture.path) == "a")
    #expect(try fixture.remote.git.run(["rev-parse", "--show-toplevel"], in: fixture.path) == fixture.path)
  }

  @Test func aFolderThatWasDamagedIsPutRight() throws {
    let fixture = try FolderFixture(["a": "1\n"])
    try fixture.checkOut()
    for damage in [
      "rm .git; mkdir .git", "rm -r ../git", "echo x > ../git/fleet-index", "rm -r ../git/objects", "rm -r *",
    ] {
      try fixture.run(damage)
      try fixture.checkOut()
      #expect(fixture.paths() == ["a"], "\(damage)")
      #expect(try fixture.writeTree() == fixture.tree(), "\(damage)")
    }
  }

  /// Git opens files of rules and its own without a look, and a pipe keeps whoever opens it waiting.
  @Test(arguments: [
    "mkdir new; mkfifo new/.gitignore",
    "mkdir -p new/deep; mkfifo new/deep/.gitattributes; ln -s deep/.gitattributes new/.gitignore",
    "mkfifo .gitignore", "rm ../git/HEAD; mkfifo ../git/HEAD", "mkfifo ../git/packed-refs",
    "rm ../git/fleet-index; mkfifo ../git/fleet-index",
  ])
  func aPipeThatAProgramLeftKeepsNobodyWaiting(_ damage: String) throws {
    let fixture = try FolderFixture(["a": "1\n"])
    try fixture.checkOut()
    try fixture.run("\(damage); echo x > new-file")
    try fixture.checkOut()
    #expect(fixture.paths() == ["a"])
    #expect(try fixture.writeTree() == fixture.tree())
  }

  @Test func aLinkOfTheTreeThatLeadsToAPipeIsAnError() throws {
    let fixture = try FolderFixture([".gitignore": .link("cache/rules"), "a": "1\n"])
    try fixture.checkOut()
    try fixture.run("mkdir cache; mkfifo cache/rules")
    let error = gitError { try fixture.checkOut() }
    #expect(error?.kind == .unsupported)
    #expect(error?.message == ".gitignore is, or leads to, a pipe or a device")
  }

  @Test func rightsThatAProgramTookAwayAreGivenBack() throws {
    let fixture = try FolderFixture(["a": "1\n", "d/e/f": "1\n", ".gitignore": "cache/\n"])
    try fixture.checkOut()
    try fixture.run("mkdir -p new/deep cache; touch new/deep/f cache/f; chmod 0 new/deep new d/e d a")
    try fixture.checkOut()
    #expect(fixture.paths() == [".gitignore", "a", "cache/f", "d/e/f"])
    for folder in ["d", "d/e"] { #expect(access("\(fixture.path)/\(folder)", R_OK | W_OK | X_OK) == 0) }
    var status = stat()
    #expect(stat("\(fixture.path)/d", &status) == 0 && status.st_mode & 0o700 == 0o700)
    #expect(try fixture.writeTree() == fixture.tree())
  }

  @Test func submodulesThatWereFilledAreLeftAlone() throws {
    let pin = String(repeating: "1", count: 40)
    let fixture = try FolderFixture(["a": "1\n", "libs/api": .submodule(pin), "libs/plain": .submodule(pin)])
    try fixture.checkOut()
    try fixture.run("git init -q libs/api; echo x > libs/api/f; echo y > libs/plain/g")
    try fixture.checkOut()
    #expect(fixture.text("libs/api/f") == "x\n")
    #expect(fixture.text("libs/plain/g") == "y\n")
    #expect(try fixture.writeTree() == fixture.tree())
    try fixture.remote.commit(["b": "1\n"], deleting: ["libs/api", "libs/plain"])
    try fixture.checkOut()
    #expect(fixture.paths() == ["a", "b"])
  }
}
