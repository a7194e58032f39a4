/// Reads the members of a mapping whose keys are known; the unknown ones are reported already.
public struct MappingReader {
  /// The mapping itself.
  public let field: Field
  /// The mapping in messages, such as `a "set" step`.
  public let what: String
  let keys: [String]

  /// Returns a member, or nil after reporting that it is missing.
  public func required(_ key: String) -> Field? {
    if let member = optional(key) { return member }
    field.report("missing-key", "\(what) needs \(quoted(key))")
    return nil
  }

  /// Returns a member, or nil where it isn't there.
  public func optional(_ key: String) -> Field? {
    precondition(keys.contains(key), "the reader of \(what) asks for a key that it didn't declare: \(key)")
    return field.node.member(key).map { Field($0, at: field.path + [.key(key)], findings: field.findings) }
  }

  /// Whether the member is there, null or not.
  public func has(_ key: String) -> Bool { optional(key) != nil }

  /// Returns the one member of several that is there, or nil after reporting that there is none or more than one.
  public func exactlyOne(of choices: String...) -> (key: String, field: Field)? {
    let present = choices.compactMap { key in optional(key).map { (key: key, field: $0) } }
    let names = choices.map(quoted).joined(separator: ", ")
    switch present.count {
    case 1: return present.first
    case 0: field.report("missing-key", "\(what) needs one of \(names)")
    default:
      for extra in present.dropFirst() {
        extra.field.report("conflict", "\(what) takes only one of \(names)")
      }
    }
    return nil
  }
}
