import Foundation

/// An environment in which git depends on nothing of this machine or its user, with fixed names and dates.
public enum HermeticEnvironment {
  /// Returns the variables; `home` is a folder of the test.
  public static func variables(home: String) -> [String: String] {
    [
      "HOME": home,
      "XDG_CONFIG_HOME": "\(home)/.config",
      "XDG_CACHE_HOME": "\(home)/.cache",
      "XDG_STATE_HOME": "\(home)/.local/state",
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin",
      "LC_ALL": "C.UTF-8",
      "TZ": "UTC",
      "GIT_CONFIG_NOSYSTEM": "1",
      "GIT_CONFIG_GLOBAL": "\(home)/.gitconfig",
      "GIT_TERMINAL_PROMPT": "0",
      "GIT_AUTHOR_NAME": "A U Thor",
      "GIT_AUTHOR_EMAIL": "author@example.com",
      "GIT_AUTHOR_DATE": "1700000000 +0000",
      "GIT_COMMITTER_NAME": "C O Mitter",
      "GIT_COMMITTER_EMAIL": "committer@example.com",
      "GIT_COMMITTER_DATE": "1700000000 +0000",
    ]
  }
}
