extension DemoService {
  /// Front ends: the settings are in TypeScript. The manifest names their test, since npm would need a network.
  static let typeScript = [
    DemoService(name: "trade-portal", files: typeScriptFiles(name: "trade-portal")),
    DemoService(name: "web-admin", files: typeScriptFiles(name: "web-admin")),
    DemoService(name: "web-shop", files: typeScriptFiles(name: "web-shop")),
  ]

  private static func typeScriptFiles(name: String) -> [String: String] {
    let check = """
      #!/bin/sh
      # Every environment must have a timeout of the requests to the services behind it.
      set -eu
      for file in src/environments/*.ts; do
        grep -Eq 'requestTimeoutSeconds: [1-9][0-9]*,' "$file" || { echo "$file: no requestTimeoutSeconds" >&2; exit 1; }
      done
      echo ok

      """
    return [
      "package.json": "{\n  \"name\": \"\(name)\",\n  \"version\": \"1.0.0\",\n  \"private\": true\n}\n",
      "tests/check.sh": check,
      "src/environments/environment.ts": environment(name, isProduction: false),
      "src/environments/environment.prod.ts": environment(name, isProduction: true),
    ]
  }

  private static func environment(_ name: String, isProduction: Bool) -> String {
    """
    export const environment = {
      production: \(isProduction),
      application: '\(name)',
      requestTimeoutSeconds: 30, // as long as the database may take
    };

    """
  }
}
