/// Everything that templates are read and rendered with. Templates that others name are compiled once and kept.
public struct Environment: Sendable {
  public let settings: Settings
  public let extensions: Extensions
  let delimiters: Delimiters
  let filters: [Text: FilterFunction]
  let tests: [Text: TestFunction]
  private let loader: (any Loader)?
  private let cache = ProgramCache()

  /// - Parameter loader: where the templates come from that others include, import and extend; nil for nowhere.
  public init(settings: Settings = Settings(), extensions: Extensions = Extensions(), loader: (any Loader)? = nil) {
    self.settings = settings
    self.extensions = extensions
    self.loader = loader
    delimiters = Delimiters(settings)
    filters = Filters.all.merging(extensions.filters) { _, new in new }
    tests = Tests.all.merging(extensions.tests) { _, new in new }
  }

  /// Compiles a template.
  ///
  /// - Parameter name: what messages call it; escaping may depend on it.
  /// - Throws: an error of the kind `syntax`.
  public func template(source: [UInt8], name: String? = nil) throws(TemplateError) -> Template {
    Template(program: try compile(source, name: name), environment: self)
  }

  /// Compiles a template.
  public func template(source: String, name: String? = nil) throws(TemplateError) -> Template {
    try template(source: Array(source.utf8), name: name)
  }

  /// Returns a template of the loader's, compiled once.
  ///
  /// - Throws: an error of the kind `syntax`, or `missing` if the loader has none of that name.
  public func template(named name: String) throws(TemplateError) -> Template {
    Template(program: try program(named: name), environment: self)
  }

  /// Parses a template and returns what it uses, without compiling it: unknown filters are no error.
  public func analysis(of source: [UInt8], name: String? = nil) throws(TemplateError) -> TemplateAnalysis {
    var parser = try parser(of: source, name: name)
    return TemplateAnalysis(try parser.parse(), parser.source, settings)
  }

  func program(named name: String) throws(TemplateError) -> Program {
    guard let loader else { throw .type("no loader for this environment specified") }
    return try cache.program(named: name) { () throws(TemplateError) in
      guard let source = try loader.source(of: name) else { throw TemplateError(.templateNotFound, name) }
      return try compile(source, name: name)
    }
  }

  private func parser(of source: [UInt8], name: String?) throws(TemplateError) -> Parser {
    if let problem = settings.problem { throw TemplateError(.templateSyntax, problem) }
    guard String(validating: source, as: UTF8.self) != nil else {
      let valid = Environment.validPrefix(of: source)
      let place = Source(name: name, bytes: Array(source[..<valid]), settings: settings).place(at: valid)
      throw TemplateError(.templateSyntax, "the template is not valid UTF-8", place: place)
    }
    return try Parser(Source(name: name, bytes: source, settings: settings), environment: self)
  }

  /// The number of bytes before the first that isn't UTF-8.
  private static func validPrefix(of bytes: [UInt8]) -> Int {
    var decoder = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var count = 0
    while case .valid(let scalar) = decoder.parseScalar(from: &iterator) { count += scalar.count }
    return count
  }

  private func compile(_ source: [UInt8], name: String?) throws(TemplateError) -> Program {
    var parser = try parser(of: source, name: name)
    let statements = try parser.parse()
    return try Compiler(parser.source, environment: self).compile(statements)
  }

  // MARK: Names

  /// The tags that statements can start with.
  var tagNames: [String] {
    let core = [
      "for", "if", "set", "include", "with", "macro", "block", "print", "import", "from", "call", "filter", "extends",
      "autoescape", "raw",
    ]
    return core + (extensions.allowsDo ? ["do"] : []) + (extensions.allowsLoopControls ? ["break", "continue"] : [])
      + extensions.tags.map(\.name)
  }

  /// The names of all filters and of all tests, in no order.
  public var filterNames: [String] { filters.keys.map(\.string) }
  public var testNames: [String] { tests.keys.map(\.string) }

  func hasGlobal(_ name: Text) -> Bool {
    Globals.all[name] != nil || extensions.functions.keys.contains(name)
  }

  /// The variables that every template has, made anew since they aren't shared between renders.
  func globals() -> [Text: Value] {
    var globals = Globals.all.mapValues { $0() }
    for (name, function) in extensions.functions {
      globals[name] = .function(FunctionValue(name: name.string, function))
    }
    return globals
  }
}
