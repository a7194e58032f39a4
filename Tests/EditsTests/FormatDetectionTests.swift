import Edits
import Testing

@Suite struct FormatDetectionTests {
  @Test(arguments: [
    ("package.json", FileFormat.json), ("a/b/tsconfig.json", .jsonc), ("tsconfig.app.json", .jsonc),
    (".vscode/settings.json", .jsonc), ("x.jsonc", .jsonc), ("a.yml", .yaml), ("A.YAML", .yaml),
    ("pyproject.toml", .toml), ("Pipfile", .toml), ("app.ini", .ini), ("setup.cfg", .ini), (".editorconfig", .ini),
    ("src/application.properties", .properties), ("pom.xml", .xml), ("Api/Api.csproj", .xml),
    ("main/settings.py", .python), (".env", .env), (".env.production", .env), ("config/local.env", .env),
  ])
  func aFileNameTellsTheFormat(path: String, format: FileFormat) {
    #expect(FileFormat.detect(path: path) == format)
  }

  @Test(arguments: ["", "Dockerfile", "README.md", "json", "a.env.d/readme", "environment.ts"])
  func aNameThatTellsNothingHasNoFormat(path: String) {
    #expect(FileFormat.detect(path: path) == nil)
  }
}
