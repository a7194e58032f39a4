/// A family of packages with its own files and its own rules for versions.
public enum Ecosystem: String, Sendable, CaseIterable {
  case pip
  case maven
  case npm
}
