extension DemoService {
  /// Spring services: the settings are in `application.yml`. Their tests are a shell script that `make test` runs, since a
  /// Java build would need a network.
  static let spring = [
    DemoService(name: "delivery", files: springFiles(application: application)),
    DemoService(name: "invoicing", files: springFiles(application: application.replacing("30  #", with: "'30' #"))),
    DemoService(name: "pricing", files: springFiles(application: applicationWithProfiles)),
    DemoService(name: "warehouse", files: springFiles(application: application.replacing("\n", with: "\r\n"))),
  ]

  private static func springFiles(application: String) -> [String: String] {
    let check = """
      #!/bin/sh
      # The query timeout must be there, a number of seconds, and sane.
      set -eu
      file=src/main/resources/application.yml
      timeout=$(sed -n "s/.*query-timeout: *'\\{0,1\\}\\([0-9][0-9]*\\).*/\\1/p" "$file" | head -n 1)
      [ -n "$timeout" ] || { echo "$file: no query-timeout" >&2; exit 1; }
      [ "$timeout" -ge 1 ] && [ "$timeout" -le 600 ] || { echo "$file: query-timeout is $timeout" >&2; exit 1; }
      echo "ok: query-timeout is $timeout s"

      """
    return [
      "Makefile": "test:\n\tsh tests/check.sh\n",
      "tests/check.sh": check,
      "src/main/resources/application.yml": application,
    ]
  }

  private static let application = """
    server:
      port: 8080
    spring:
      datasource:
        url: jdbc:postgresql://db/plumbing   # one database for all of them
        hikari: {maximum-pool-size: 10}
      jdbc:
        template:
          query-timeout: 30  # seconds
          max-rows: 5000
    logging:
      level:
        root: INFO

    """

  private static let applicationWithProfiles = """
    # One document for every environment: no profiles here.
    spring:
      jdbc:
        template: { query-timeout: 30, max-rows: 100 }

    management:
      endpoints:
        web:
          exposure:
            include: [health, prometheus]

    """
}
