// swift-tools-version: 6.2
import PackageDescription

// Warnings are errors in CI only: a newer compiler's new warning must not stop a user's build.
let isCI = Context.environment["CI"] != nil
let strictWarnings: [SwiftSetting] = isCI ? [.treatAllWarnings(as: .error)] : []

/// Every target but `Git`, where nearly each line hands a struct of pointers to C.
let safe: [SwiftSetting] = strictWarnings + [.strictMemorySafety()]

let package = Package(
  name: "fleet",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "fleet", targets: ["fleet"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    // Documents uses its C parser too: Yams' own tree loses aliases, and has no ends of values.
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
  ],
  targets: [
    // The program.
    .executableTarget(name: "fleet", dependencies: ["FleetCLI"], swiftSettings: safe),
    .target(
      name: "FleetCLI",
      dependencies: [
        "Changes", "Codemods", "Documents", "FleetCore", "Git", "Jinja", "Reports", "Templates", "Threads",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: safe),
    .target(name: "Reports", dependencies: ["FleetCore"], swiftSettings: safe),
    .target(
      name: "FleetCore",
      dependencies: [
        "Changes", "Codemods", "Documents", "Git", "Patterns", "Submodules", "Templates", "Threads",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      swiftSettings: safe),

    // Makers of changes.
    .target(
      name: "Codemods", dependencies: ["Changes", "Documents", "Edits", "Jinja", "Patterns", "Versions"],
      swiftSettings: safe),
    .target(name: "Edits", swiftSettings: safe),
    .target(
      name: "Templates",
      dependencies: [
        "Changes", "Documents", "Jinja",
        // cookiecutter's own configuration is YAML 1.1, which Documents doesn't read.
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: safe),
    .target(name: "Jinja", swiftSettings: safe),
    .target(name: "Submodules", dependencies: ["Changes", "Git", "Versions"], swiftSettings: safe),
    .target(name: "Changes", swiftSettings: safe),

    // What they stand on.
    .target(
      name: "Documents",
      dependencies: [.product(name: "Yams", package: "Yams")],
      swiftSettings: safe),
    .target(name: "Forges", swiftSettings: safe),
    .target(name: "Git", dependencies: ["Clibgit2", "Ccurl", "Threads"], swiftSettings: strictWarnings),
    .target(name: "Patterns", dependencies: ["Cpcre2"], swiftSettings: safe),
    .target(name: "Threads", swiftSettings: safe),
    .target(name: "Versions", swiftSettings: safe),

    // C libraries of the system.
    .systemLibrary(
      name: "Clibgit2", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"]), .brew(["libgit2"])]),
    .systemLibrary(
      name: "Ccurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev", "zlib1g-dev"]), .brew(["curl"])]),
    .systemLibrary(
      name: "Cpcre2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),

    // Tests.
    .target(
      name: "FleetTestSupport", dependencies: [.product(name: "Subprocess", package: "swift-subprocess")],
      swiftSettings: strictWarnings),
    .testTarget(name: "ChangesTests", dependencies: ["Changes"], swiftSettings: strictWarnings),
    .testTarget(name: "ThreadsTests", dependencies: ["Threads"], swiftSettings: strictWarnings),
    .testTarget(name: "VersionsTests", dependencies: ["Versions"], swiftSettings: strictWarnings),
    .testTarget(name: "PatternsTests", dependencies: ["FleetTestSupport", "Patterns"], swiftSettings: strictWarnings),
    .testTarget(name: "DocumentsTests", dependencies: ["Documents"], swiftSettings: strictWarnings),
    .testTarget(name: "JinjaTests", dependencies: ["Jinja"], exclude: ["Conformance"], swiftSettings: strictWarnings),
    .testTarget(
      name: "TemplatesTests", dependencies: ["FleetTestSupport", "Templates"], exclude: ["Cookiecutter"],
      swiftSettings: strictWarnings),
    .testTarget(
      name: "EditsTests", dependencies: ["Edits", "FleetTestSupport"], exclude: ["Fixtures"],
      swiftSettings: strictWarnings),
    .testTarget(
      name: "CodemodsTests", dependencies: ["Codemods", "FleetTestSupport"], exclude: ["BadCodemods", "Cases"],
      swiftSettings: strictWarnings),
    .testTarget(
      name: "SubmodulesTests", dependencies: ["Changes", "FleetTestSupport", "Submodules", "Versions"],
      swiftSettings: strictWarnings),
    .testTarget(name: "GitTests", dependencies: ["Git", "FleetTestSupport"], swiftSettings: strictWarnings),
    .testTarget(
      name: "FleetCoreTests", dependencies: ["FleetCore", "FleetTestSupport"], swiftSettings: strictWarnings),
    .testTarget(
      name: "ReportsTests", dependencies: ["Changes", "FleetTestSupport", "Reports"],
      exclude: ["Browser/browser.py", "JUnit/junit.rng"], swiftSettings: strictWarnings),
    .testTarget(
      name: "FleetCLITests", dependencies: ["fleet", "FleetCLI", "FleetTestSupport", "Templates"],
      exclude: ["Transcripts"], swiftSettings: strictWarnings),
  ],
  swiftLanguageModes: [.v6]
)
