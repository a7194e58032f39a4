/// Edits and reads values in files of every format that has a lossless editor.
public enum FileEditor {
  /// Returns the splices that make the edit, none where everything is already so.
  ///
  /// The bytes are spliced, read again and compared before the result is given: only the data that the path names
  /// differs. Nothing is guessed: what the format's editor doesn't understand, or could mean two things, is refused.
  public static func edit(
    _ bytes: [UInt8], as format: FileFormat, _ request: EditRequest
  ) throws(EditRefusal) -> EditResult {
    try checkEncoding(of: bytes)
    try request.check(for: format)
    return try format.editor.verifiedSplices(in: bytes, for: request)
  }

  /// Returns the values that the path leads to, in the file's order; none where it leads nowhere.
  ///
  /// `documents` chooses among the documents of a YAML file; files of the other formats have one.
  public static func values(
    in bytes: [UInt8], as format: FileFormat, path: [PathStep], documents: EditRequest.Documents = .all
  ) throws(EditRefusal) -> [EditValue] {
    try checkEncoding(of: bytes)
    return try format.editor.values(in: bytes, path: path, documents: documents)
  }

  /// Refuses what no editor reads: UTF-16, UTF-32 and binary files.
  private static func checkEncoding(of bytes: [UInt8]) throws(EditRefusal) {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw EditRefusal(.encoding, "the file is UTF-16 or UTF-32; only UTF-8 and 8-bit encodings can be edited", at: 0)
    }
    if let offset = bytes.firstIndex(of: 0) {
      throw EditRefusal(.parse, "there is a NUL byte; the file isn't text", at: offset)
    }
  }
}

extension EditRequest {
  /// Refuses a request that no file of the format can fulfil.
  fileprivate func check(for format: FileFormat) throws(EditRefusal) {
    if format != .yaml, case .index(let index) = documents, index != 0 {
      throw EditRefusal(.noMatch, "there is no document \(index): a \(format.rawValue) file has one, number 0")
    }
    switch operation {
    case .set(let value, _), .append(let value, _):
      if format != .python, value.hasCode {
        throw EditRefusal(.type, "an expression can be written to Python only, not to \(format.rawValue)")
      }
    case .delete(let missing), .rename(_, let missing):
      if missing == .create { throw EditRefusal(.type, "only set and append can create what is missing") }
    }
  }
}

extension EditValue {
  fileprivate var hasCode: Bool {
    switch self {
    case .code: true
    case .array(let items): items.contains { $0.hasCode }
    case .object(let members): members.contains { $0.value.hasCode }
    case .null, .boolean, .number, .string: false
    }
  }
}

extension FileFormat {
  fileprivate var editor: any FormatEditor {
    switch self {
    case .json: JsonEditor(variant: .json)
    case .jsonc: JsonEditor(variant: .jsonc)
    case .python: PythonEditor()
    case .yaml: YamlEditor()
    case .ini: IniEditor()
    case .properties: PropertiesEditor()
    case .env: EnvEditor()
    case .toml: TomlEditor()
    case .xml: XmlEditor()
    }
  }
}
