/// The fleet as its owner describes it in `fleet.yaml`: services, libraries, templates and defaults.
///
/// What a service leaves out is filled in from the defaults already, and relative URLs are resolved.
public struct Manifest: Sendable, Equatable {
  /// Its own name, else that of the manifest's folder.
  public let name: String
  public let defaults: ManifestDefaults
  /// In the file's order; no two names are equal, not even without regard to case.
  public let services: [Service]
  public let libraries: [Library]
  public let templates: [TemplateSource]

  public init(
    name: String, defaults: ManifestDefaults = ManifestDefaults(), services: [Service] = [],
    libraries: [Library] = [], templates: [TemplateSource] = []
  ) {
    self.name = name
    self.defaults = defaults
    self.services = services
    self.libraries = libraries
    self.templates = templates
  }
}

extension Manifest {
  /// Returns the service with a name, spelt exactly so.
  public func service(named name: String) -> Service? { services.first { $0.name == name } }

  /// Returns the library with a name, spelt exactly so.
  public func library(named name: String) -> Library? { libraries.first { $0.name == name } }

  /// Returns the template with a name, spelt exactly so.
  public func template(named name: String) -> TemplateSource? { templates.first { $0.name == name } }
}
