import GRDB

/// The journal's tables. A later version adds migrations and never changes one that was released.
///
/// Ids of git objects are kept as 40 digits and times as seconds since 1970, so that `sqlite3` shows something readable.
enum JournalSchema {
  /// Brings a database up to date.
  ///
  /// - Throws: `newer` for a database with migrations that this version doesn't know.
  static func migrate(_ database: DatabaseQueue) throws {
    let (isDone, isNewer) = try database.read { database in
      (try migrator.hasCompletedMigrations(database), try migrator.hasBeenSuperseded(database))
    }
    guard !isNewer else {
      throw JournalError(
        kind: .newer, message: "the journal \(database.path) was written by a newer version of fleet",
        hint: "use that version, or set XDG_STATE_HOME to another folder")
    }
    if !isDone { try migrator.migrate(database) }
  }

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { try $0.execute(sql: first) }
    migrator.registerMigration("2") { try $0.execute(sql: second) }
    migrator.registerMigration("3") { try $0.execute(sql: third) }
    return migrator
  }

  private static let first = """
    -- Files that a run was given, by their digests: a codemod is kept once, however often it runs.
    CREATE TABLE content (digest TEXT PRIMARY KEY, bytes BLOB NOT NULL);

    CREATE TABLE campaign (
      id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, digest TEXT NOT NULL, manifest TEXT NOT NULL,
      began REAL NOT NULL);
    CREATE INDEX campaignDigest ON campaign (digest, manifest);
    CREATE INDEX campaignName ON campaign (name);

    -- One execution. `services` holds the selected names, a line each; `recipe` what it takes to run it again.
    CREATE TABLE run (
      id INTEGER PRIMARY KEY AUTOINCREMENT, campaign TEXT NOT NULL REFERENCES campaign ON DELETE CASCADE,
      command TEXT NOT NULL, name TEXT NOT NULL, resumes INTEGER, began REAL NOT NULL, pid INTEGER NOT NULL,
      boot TEXT NOT NULL, services TEXT NOT NULL, recipe TEXT NOT NULL);
    CREATE INDEX runCampaign ON run (campaign);
    CREATE INDEX runBegan ON run (began);
    CREATE TABLE runEnd (
      run INTEGER PRIMARY KEY REFERENCES run ON DELETE CASCADE, ended REAL NOT NULL, exit INTEGER NOT NULL);

    -- Stages that have ended; one that failed leads to no new id.
    CREATE TABLE stage (
      run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE, service TEXT NOT NULL, stage TEXT NOT NULL,
      began REAL NOT NULL, seconds REAL NOT NULL, old TEXT, new TEXT, log TEXT);
    CREATE INDEX stageRun ON stage (run);

    -- A push that is about to begin: written before the remote hears of it. It was accepted if a stage or an outcome
    -- says so, and else only the remote knows.
    CREATE TABLE push (
      run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE, service TEXT NOT NULL, remote TEXT NOT NULL,
      mirror TEXT NOT NULL, branch TEXT NOT NULL, base TEXT NOT NULL, tree TEXT NOT NULL, old TEXT,
      new TEXT NOT NULL, files INTEGER, added INTEGER, deleted INTEGER, at REAL NOT NULL);
    CREATE INDEX pushRun ON push (run);

    -- What tests said of a tree; `tries` counts the runs that it took.
    CREATE TABLE test (
      run INTEGER NOT NULL, mirror TEXT NOT NULL, tree TEXT NOT NULL, command TEXT NOT NULL, isPassed INTEGER NOT NULL,
      tries INTEGER NOT NULL, words TEXT NOT NULL, log TEXT NOT NULL, at REAL NOT NULL);
    CREATE INDEX testTree ON test (tree, command, mirror);
    CREATE INDEX testAt ON test (at);

    CREATE TABLE outcome (
      run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE, service TEXT NOT NULL, outcome TEXT NOT NULL, kind TEXT,
      stage TEXT, message TEXT, hint TEXT, branch TEXT, base TEXT, newCommit TEXT, log TEXT, files INTEGER,
      added INTEGER, deleted INTEGER);
    CREATE UNIQUE INDEX outcomeRun ON outcome (run, service);

    -- A stored plan; its id is a digest of what it would do.
    CREATE TABLE plan (
      id TEXT PRIMARY KEY, run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE, began REAL NOT NULL);
    CREATE TABLE planEntry (
      plan TEXT NOT NULL REFERENCES plan ON DELETE CASCADE, service TEXT NOT NULL, mirror TEXT NOT NULL,
      defaultBranch TEXT NOT NULL, base TEXT NOT NULL, baseTree TEXT NOT NULL, tree TEXT NOT NULL,
      branch TEXT NOT NULL, files INTEGER NOT NULL, added INTEGER NOT NULL, deleted INTEGER NOT NULL);
    CREATE UNIQUE INDEX planEntryPlan ON planEntry (plan, service);
    """

  private static let second = """
    -- What was worth knowing of the work, and why the git program did it where it did.
    ALTER TABLE outcome ADD COLUMN note TEXT;
    ALTER TABLE outcome ADD COLUMN engine TEXT;
    ALTER TABLE push ADD COLUMN note TEXT;
    ALTER TABLE push ADD COLUMN engine TEXT;

    -- What a person made of a plan in the review: planning again wouldn't give it.
    CREATE TABLE edit (
      run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE, service TEXT NOT NULL, mirror TEXT NOT NULL,
      defaultBranch TEXT NOT NULL, base TEXT NOT NULL, baseTree TEXT NOT NULL, tree TEXT NOT NULL,
      branch TEXT NOT NULL, files INTEGER NOT NULL, added INTEGER NOT NULL, deleted INTEGER NOT NULL);
    CREATE INDEX editRun ON edit (run);
    """

  private static let third = """
    -- A digest of what the plan came of, besides the base and what makes the campaign: see PlanSource. Null where planning
    -- again may give something else.
    ALTER TABLE push ADD COLUMN source TEXT;
    """
}
