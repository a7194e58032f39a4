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
  public var filters: [String: FilterFunction] = [:]
  public var tests: [String: TestFunction] = [:]
  public var functions: [String: NativeFunction] = [:]

  public init() {}
}
