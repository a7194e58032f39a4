/// The files at the root of the demo fleet.
enum DemoFiles {
  static let manifest = """
    # The demo fleet. `fleet init` writes a manifest with every field explained.
    name: plumbing

    defaults:
      commit:
        name: Fleet Demo
        email: fleet@plumbing.example
      timeouts:
        test: 2m

    services:
    \(services)
    libraries:
      - name: stock-api
        url: remotes/stock-api.git
        follow: {branch: main}
      - name: users-api
        url: remotes/users-api.git
        follow: {branch: main}

    """

  private static var services: String {
    DemoFleet.serviceNames.map { name in
      let kind =
        if DemoService.django.contains(where: { $0.name == name }) {
          "django"
        } else if DemoService.spring.contains(where: { $0.name == name }) {
          "spring"
        } else {
          DemoService.typeScript.contains { $0.name == name } ? "typescript" : "new"
        }
      let test = kind == "typescript" ? "    test: sh tests/check.sh\n" : ""
      return "  - name: \(name)\n    url: remotes/\(name).git\n    tags: [\(kind)]\n\(test)"
    }.joined()
  }

  static let codemod = #"""
    {
      "fleet": 1,
      "name": "bump-timeout",
      "description": "Give every service the same time limit for its database.",
      "parameters": {
        "seconds": {"type": "integer", "default": 60, "min": 1, "max": 600, "description": "The new limit."}
      },
      "steps": [
        {"op": "set", "id": "django", "when": {"exists": "main/settings.py"},
         "files": "main/settings.py",
         "path": ["DATABASES", "default", "OPTIONS", "timeout"], "value": {"param": "seconds"}},
        {"op": "set", "id": "spring", "when": {"exists": "src/main/resources/application.yml"},
         "files": "src/main/resources/application.yml",
         "path": ["spring", "jdbc", "template", "query-timeout"], "value": {"param": "seconds"}},
        {"op": "replace", "id": "typescript", "when": {"exists": "src/environments/environment.ts"},
         "files": "src/environments/environment*.ts",
         "regex": "(requestTimeoutSeconds:\\s*)\\d+", "with": "${1}{{seconds}}"}
      ],
      "limits": {"files": 2, "lines": 10},
      "commit": {"message": "Raise the database timeout of {{service.name}} to {{seconds}} s"},
      "tests": [
        {"name": "keeps the comment behind the value",
         "before": {"main/settings.py": "DATABASES = {'default': {'OPTIONS': {'timeout': 30}}}  # slow\n"},
         "after": {"main/settings.py": "DATABASES = {'default': {'OPTIONS': {'timeout': 60}}}  # slow\n"}},
        {"name": "refuses settings without a timeout",
         "before": {"main/settings.py": "DATABASES = {'default': {}}\n"},
         "error": "no-match"}
      ]
    }

    """#
}
