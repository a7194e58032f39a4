extension Value {
  /// Python's `json.dumps` with sorted keys and nothing escaped for HTML.
  ///
  /// - Parameter indent: as Python takes it: None for one line, a number of spaces, or the text itself.
  public func json(indent: Value = .none) throws(TemplateError) -> Text {
    var writer = JSONWriter(indent: try JSONWriter.Indent(indent), escapesHTML: false)
    try writer.write(self)
    return Text(bytes: writer.output)
  }
}
