/// Where templates come from that `include`, `import` and `extends` name.
public protocol Loader: Sendable {
  /// Returns a template's source, or nil if there is none of that name.
  ///
  /// Names come from templates, which aren't trusted: check them with `TemplateName.parts`.
  func source(of name: String) throws(TemplateError) -> [UInt8]?
}

/// The names of templates: relative paths with `/` between their parts.
public enum TemplateName {
  /// Returns the parts of a name, without empty ones and `.`; nil if the name leads out of its folder.
  public static func parts(of name: String) -> [String]? {
    guard !name.utf8.contains(0) else { return nil }
    var parts: [String] = []
    for part in name.split(separator: "/", omittingEmptySubsequences: true) where part != "." {
      if part == ".." || part.utf8.contains(UInt8(ascii: "\\")) { return nil }
      parts.append(String(part))
    }
    return parts.isEmpty ? nil : parts
  }
}
