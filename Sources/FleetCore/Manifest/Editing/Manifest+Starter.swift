extension Manifest {
  /// Returns the text of a new manifest, as `fleet init` writes it: valid, and explained by comments.
  public static func starterText(name: String) -> String {
    """
    # The fleet: which repositories there are, and how they are changed.
    # Relative paths and URLs start in this file's folder.
    name: \(writtenInYAML(name))

    defaults:
      # The branch that changes start from. Without it, the one that each remote calls its default.
      # branch: main

      # What shows that a service works: a shell line, a list of arguments, or false for nothing.
      # Without it, fleet looks for tox, npm, Maven, Gradle, make and the like.
      # test: make test

      # Whether the untouched base is tested "first", or only "on-failure" of the change's tests, to say whose fault it is.
      # baseline: first

      # Whether services may be changed whose tests fail already, and how often tests that fail are run again.
      # allowRed: false
      # retries: 1

      # Where changes are pushed to: a branch of their own, or with "direct" the service's branch itself.
      delivery: branch

      # Who commits. Without it, user.name and user.email of git's configuration.
      # commit:
      #   name: Fleet
      #   email: fleet@example.com
      #   signoff: true
      #   sign: ssh    # or gpg; the key is that of git's configuration
      #   trailers:
      #     Change-Origin: fleet

      # How long things may take: 500ms, 3s, 2m.
      # timeouts:
      #   connect: 30s
      #   idle: 60s
      #   operation: 10m
      #   test: 15m

      # How many connections one server gets at most. A run begins with eight and takes more while that makes it faster.
      # connections: 32

      # What reaches the remotes: "libgit2", "git", or "automatic" for whichever is better. Also for one service or library.
      # engine: automatic

      # Where tests and scripts run: "none" as they are, "offline" in a sandbox without a network, "network" in one with it.
      # sandbox: offline

    # One entry a repository. "fleet repos add" and "fleet repos import" write them too.
    services:
      # - name: billing
      #   url: git@git.example.com:acme/billing.git
      #   tags: [django, tier-1]
      #   branch: main
      #   test: [tox, -q]
      #   engine: git

    # Repositories that services pin as submodules, and how the pins move.
    libraries:
      # - name: api
      #   url: git@git.example.com:acme/api.git
      #   follow: {branch: main}    # or {tag: "v1.*"}, {semver: "^1.4"}, {pin: "3f2a91c8…"}
      #   path: libs/api
      #   groups: [billing]         # libraries that share a group move together
      #   waves: [[billing], "*"]   # services in the order in which they get a new pin
      #   hold: []                  # services whose pins don't move
      #   trustedRefs: [refs/heads/main, "refs/tags/v*"]    # a pin has to be reachable from one; else from any
      #   allowDowngrade: false     # whether pins may move to commits that aren't descendants
      #   engine: git

    # What "fleet new" stamps services from, beside the templates that it brings along.
    templates:
      # - name: service
      #   url: git@git.example.com:acme/templates.git
      #   directory: service
      #   ref: v3
      # - name: draft
      #   path: ../templates/draft  # a folder, instead of a URL

    """
  }
}
