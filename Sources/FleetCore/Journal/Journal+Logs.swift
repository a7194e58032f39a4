import Foundation
import GRDB

extension Journal {
  /// Removes the folders of logs that are as old as what the journal forgets, and that nothing in it names any more.
  ///
  /// - Parameter folder: the folder that has one for each run.
  /// - Returns: the names of those that went, sorted.
  @discardableResult
  public func pruneLogs(in folder: String, at now: Date) throws(JournalError) -> [String] {
    let limit = now.addingTimeInterval(-(Self.detailAge / .seconds(1)))
    let files = FileManager.default
    // No logs yet is nothing to remove, and a folder that can't be looked at now is looked at by a later run.
    let old = ((try? files.contentsOfDirectory(atPath: folder)) ?? []).filter { name in
      let attributes = try? files.attributesOfItem(atPath: "\(folder)/\(name)")
      return (attributes?[.modificationDate] as? Date).map { $0 < limit } ?? false
    }
    guard !old.isEmpty else { return [] }
    let named = try namedLogs(in: folder)
    return old.filter { name in
      !named.contains(name) && (try? files.removeItem(atPath: "\(folder)/\(name)")) != nil
    }.sorted()
  }

  /// The names of the folders that hold a log which a row names.
  private func namedLogs(in folder: String) throws(JournalError) -> Set<String> {
    let paths = try read("read") { database in
      try String.fetchAll(
        database,
        sql: """
          SELECT log FROM stage WHERE log IS NOT NULL UNION SELECT log FROM test
          UNION SELECT log FROM outcome WHERE log IS NOT NULL
          """)
    }
    let prefix = folder + "/"
    return Set(
      paths.compactMap { path in
        path.hasPrefix(prefix) ? path.dropFirst(prefix.count).split(separator: "/").first.map(String.init) : nil
      })
  }
}
