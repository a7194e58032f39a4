import Edits
import Versions

/// A place in a file where a package's version is declared.
struct Declaration: Sendable, Equatable {
  enum Place: Sendable, Equatable {
    /// A range of the file's bytes.
    case bytes(Range<Int>)
    /// A range of the UTF-8 of a text that the file's editor reaches by a path.
    case value([PathStep], text: String, Range<Int>)
  }

  let place: Place
  /// What is written there, such as `>=2.1,<3` or `^2.1`; empty where any version is fine.
  let specifier: String
  /// The version that the specifier is about: the one that it pins, or the lowest that it allows. Nil where it has none.
  let version: String?
  /// Why the declaration can't get another version, if it can't.
  let obstacle: Obstacle?
  /// Where the declaration begins, if it is known.
  let offset: Int?

  struct Obstacle: Sendable, Equatable {
    let kind: RefusalKind
    let message: String
  }

  init(
    _ place: Place, specifier: String, version: String?, obstacle: Obstacle? = nil, offset: Int? = nil
  ) {
    self.place = place
    self.specifier = specifier
    self.version = version
    self.obstacle = obstacle
    self.offset = offset
  }
}

extension Ecosystem {
  /// The files that declare packages, looked at where a step names none.
  var usualFiles: [String] {
    switch self {
    case .pip: ["requirements*.txt", "pyproject.toml", "setup.cfg"]
    case .maven: ["pom.xml"]
    case .npm: ["package.json"]
    }
  }

  /// Returns where a file declares a package.
  func declarations(of name: String, in bytes: [UInt8], fileName: String) throws(EditRefusal) -> [Declaration] {
    switch self {
    case .pip: try PipDeclarations.find(name, in: bytes, fileName: fileName)
    case .maven: try MavenDeclarations.find(name, in: bytes)
    case .npm: try NpmDeclarations.find(name, in: bytes)
    }
  }

  /// Returns what is written in place of a specifier to ask for `target`, which is a version or a specifier.
  func specifier(for target: String, replacing old: String) -> String {
    switch self {
    case .pip: PipDeclarations.specifier(for: target, replacing: old)
    case .maven, .npm: target
    }
  }
}
