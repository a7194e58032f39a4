// swift-tools-version: 6.2
import PackageDescription

// The editors alone, so that one edit can be measured without the rest of the program. Sources are links to the program's.
let package = Package(
  name: "editors",
  platforms: [.macOS(.v15)],
  targets: [
    .systemLibrary(
      name: "Cpcre2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),
    .target(name: "Patterns", dependencies: ["Cpcre2"], swiftSettings: [.strictMemorySafety()]),
    .target(name: "Edits", dependencies: ["Patterns"], swiftSettings: [.strictMemorySafety()]),
    .executableTarget(name: "EditBenchmark", dependencies: ["Edits"]),
  ],
  swiftLanguageModes: [.v6]
)
