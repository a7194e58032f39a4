extension FileFormat {
  /// Returns the format that a file's name tells, or nil; case doesn't matter.
  ///
  /// Files that are JSON by extension but read with comments by their programs, as `tsconfig.json`, are `jsonc`.
  /// The path has `/` between its parts.
  public static func detect(path: String) -> FileFormat? {
    let parts = path.lowercased().split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    guard let name = parts.last else { return nil }
    if let format = byName[name] { return format }
    if name == ".env" || name.hasPrefix(".env.") { return .env }
    guard let dot = name.lastIndex(of: "."), let format = byExtension[String(name[name.index(after: dot)...])] else {
      return nil
    }
    return format == .json && isReadWithComments(name, folder: parts.dropLast().last) ? .jsonc : format
  }

  private static func isReadWithComments(_ name: String, folder: String?) -> Bool {
    if folder == ".vscode" || folder == ".devcontainer" { return true }
    return ["tsconfig", "jsconfig"].contains { name == "\($0).json" || name.hasPrefix("\($0).") }
  }

  private static let byName: [String: FileFormat] = [
    ".babelrc": .jsonc, ".eslintrc": .jsonc, ".jshintrc": .jsonc, ".swcrc": .jsonc, ".hintrc": .jsonc,
    ".eslintrc.json": .jsonc, "devcontainer.json": .jsonc, ".devcontainer.json": .jsonc, "tslint.json": .jsonc,
    "api-extractor.json": .jsonc,
    "app.config": .xml, "web.config": .xml, "nuget.config": .xml, "packages.config": .xml,
    ".arcconfig": .json, ".bowerrc": .json, "composer.lock": .json, "pipfile.lock": .json, ".watchmanconfig": .json,
    "pipfile": .toml, "cargo.lock": .toml, "poetry.lock": .toml, "uv.lock": .toml,
    ".editorconfig": .ini, ".gitconfig": .ini, ".gitmodules": .ini, ".npmrc": .ini, ".flake8": .ini,
    ".pylintrc": .ini, "pylintrc": .ini, ".coveragerc": .ini, ".pypirc": .ini, ".isort.cfg": .ini,
    ".bumpversion.cfg": .ini, ".hgrc": .ini,
    ".clang-format": .yaml, ".clang-tidy": .yaml, ".yamllint": .yaml,
  ]

  private static let byExtension: [String: FileFormat] = [
    "json": .json, "webmanifest": .json, "geojson": .json, "ipynb": .json, "avsc": .json, "arb": .json,
    "jsonc": .jsonc, "code-workspace": .jsonc, "code-snippets": .jsonc, "sublime-settings": .jsonc,
    "yml": .yaml, "yaml": .yaml,
    "toml": .toml,
    "ini": .ini, "cfg": .ini, "service": .ini, "timer": .ini, "socket": .ini, "desktop": .ini,
    "properties": .properties,
    "xml": .xml, "csproj": .xml, "vbproj": .xml, "fsproj": .xml, "vcxproj": .xml, "props": .xml, "targets": .xml,
    "nuspec": .xml, "xsd": .xml, "xsl": .xml, "xslt": .xml, "wsdl": .xml, "plist": .xml, "pom": .xml, "xhtml": .xml,
    "svg": .xml, "resx": .xml,
    "py": .python, "pyi": .python,
    "env": .env,
  ]
}
