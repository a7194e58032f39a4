/// A lossless editor of one file format: it finds byte spans, and never writes a file anew.
protocol FormatEditor {
  /// Returns the splices that the request asks for; the caller verifies them.
  func splices(in bytes: [UInt8], for request: EditRequest) throws(EditRefusal) -> EditResult

  /// Returns the file's data with everything that isn't data (comments, spacing, spelling) left out, a value a document.
  func data(of bytes: [UInt8]) throws(EditRefusal) -> [EditValue]
}
