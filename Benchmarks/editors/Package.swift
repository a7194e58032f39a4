// swift-tools-version: 6.2
import PackageDescription

// The hot pieces alone, so that one edit, match, rendering or merge can be measured without the rest of the program. Sources are links
// to the program's.
let package = Package(
  name: "editors",
  platforms: [.macOS(.v15)],
  targets: [
    .systemLibrary(
      name: "Cpcre2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),
    .target(name: "Patterns", dependencies: ["Cpcre2"], swiftSettings: [.strictMemorySafety()]),
    .target(name: "Edits", swiftSettings: [.strictMemorySafety()]),
    .target(name: "Jinja", swiftSettings: [.strictMemorySafety()]),
    .systemLibrary(
      name: "Clibgit2", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"]), .brew(["libgit2"])]),
    .systemLibrary(
      name: "Ccurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev", "zlib1g-dev"]), .brew(["curl"])]),
    .target(name: "Threads", swiftSettings: [.strictMemorySafety()]),
    .target(name: "Git", dependencies: ["Clibgit2", "Ccurl", "Threads"]),
    .executableTarget(name: "PieceBenchmark", dependencies: ["Git", "Jinja", "Patterns"]),
    .executableTarget(name: "EditBenchmark", dependencies: ["Edits"]),
  ],
  swiftLanguageModes: [.v6]
)
