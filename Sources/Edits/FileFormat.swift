/// A file format that has a lossless editor; the raw values are those of a codemod's `format`.
public enum FileFormat: String, Sendable, CaseIterable {
  case json
  case jsonc
  case yaml
  case toml
  case ini
  case properties
  case xml
  case python
  case env
}
