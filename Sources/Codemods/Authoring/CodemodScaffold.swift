/// A small codemod to begin with: one step, and a test of it that passes.
public struct CodemodScaffold: Sendable {
  /// The operations that one can begin with; `use` isn't among them, since it needs another codemod to be there.
  public static var operations: [String] { OperationKind.allCases.map(\.rawValue).filter { $0 != "use" } }

  private let name: String
  private let step: [(key: String, json: String)]
  private let test: [(key: String, json: String)]

  /// Nil for an operation that isn't one of `operations`.
  public init?(name: String, operation: String) {
    guard let kind = OperationKind(rawValue: operation), let example = ScaffoldExample(kind) else { return nil }
    self.name = name
    step = [("op", "\"\(operation)\"")] + example.step
    test = [("name", "\"\(example.testName)\"")] + example.test
  }

  /// Whether a codemod can be called so.
  public static func isName(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    let isLetter = { (byte: UInt8) in (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
    let isOther = { (byte: UInt8) in (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
    }
    return bytes.first.map(isLetter) ?? false && bytes.allSatisfy { isLetter($0) || isOther($0) }
  }

  private static let description = "Say here what it changes and why."

  /// The codemod as JSON.
  public var json: String {
    func object(_ members: [(key: String, json: String)]) -> String {
      "{" + members.map { "\"\($0.key)\": \($0.json)" }.joined(separator: ",\n     ") + "}"
    }
    return """
      {
        "fleet": 1,
        "name": "\(name)",
        "description": "\(Self.description)",
        "steps": [
          \(object(step))
        ],
        "commit": {"message": "Apply \(name)"},
        "tests": [
          \(object(test))
        ]
      }

      """
  }

  /// The codemod as YAML.
  public var yaml: String {
    func item(_ members: [(key: String, json: String)]) -> String {
      members.enumerated().map { "\($0.offset == 0 ? "  - " : "    ")\($0.element.key): \($0.element.json)" }
        .joined(separator: "\n")
    }
    return """
      fleet: 1
      name: \(name)
      description: \(Self.description)
      steps:
      \(item(step))
      commit:
        message: Apply \(name)
      tests:
      \(item(test))

      """
  }
}
