/// A filter: takes the value before the `|`, the arguments and what it may use of the render.
public typealias FilterFunction = @Sendable (Value, Arguments, CallContext) throws(TemplateError) -> Value

/// A test: takes the value before `is`, the arguments and what it may use of the render.
public typealias TestFunction = @Sendable (Value, Arguments, CallContext) throws(TemplateError) -> Bool

/// What is added to the core language: Jinja2's own extensions, and functions, filters, tests and tags of the caller's.
public struct Extensions: Sendable {
  /// `{% do expression %}`, Jinja2's extension `jinja2.ext.do`.
  public var allowsDo = false
  /// `{% break %}` and `{% continue %}`, Jinja2's extension `jinja2.ext.loopcontrols`.
  public var allowsLoopControls = false
  public var tags: [TagExtension] = []
  private(set) var filters: [Text: FilterFunction] = [:]
  private(set) var tests: [Text: TestFunction] = [:]
  private(set) var functions: [Text: NativeFunction] = [:]

  public init() {}

  /// Adds a filter, or replaces a built-in one.
  public mutating func addFilter(_ name: String, _ function: @escaping FilterFunction) {
    filters.updateValue(function, forKey: Text(name))
  }

  /// Adds a test, or replaces a built-in one.
  public mutating func addTest(_ name: String, _ function: @escaping TestFunction) {
    tests.updateValue(function, forKey: Text(name))
  }

  /// Adds a function that every template can call by its name.
  public mutating func addFunction(_ name: String, _ function: @escaping NativeFunction) {
    functions.updateValue(function, forKey: Text(name))
  }
}
