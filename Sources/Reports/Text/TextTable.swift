/// Rows of text in columns that are aligned, two spaces apart, without space at the ends of lines.
public struct TextTable {
  private let rows: [[String]]

  /// - Parameter rows: all of the same length; the last column isn't padded.
  public init(rows: [[String]]) {
    self.rows = rows
  }

  /// The table, a line a row, each ended by a line feed.
  public var text: String { text(fitting: nil) }

  /// Returns the table for a terminal so wide: the last column takes what is left, no other more than half.
  ///
  /// - Parameter decorate: colours a cell, given its row, column and text; must not change its width.
  public func text(fitting width: Int?, decorate: (Int, Int, String) -> String = { $2 }) -> String {
    let rows = width.map { width in self.rows.map { fitted($0, to: width / 2) } } ?? rows
    let columnCount = rows.map(\.count).max() ?? 0
    let widths = (0..<columnCount).map { column in
      rows.map { column < $0.count ? $0[column].displayWidth : 0 }.max() ?? 0
    }
    return rows.enumerated().map { number, row in
      var line = ""
      var position = 0
      for (column, cell) in row.enumerated() {
        let isLast = column + 1 == row.count
        let shown = isLast ? width.map { cell.fitted(to: $0 - position) } ?? cell : cell
        line += shown.isEmpty ? "" : decorate(number, column, shown)
        guard !isLast, row[(column + 1)...].contains(where: { !$0.isEmpty }) else { break }
        line += String(repeating: " ", count: widths[column] - cell.displayWidth + 2)
        position += widths[column] + 2
      }
      return line + "\n"
    }.joined()
  }

  private func fitted(_ row: [String], to width: Int) -> [String] {
    row.enumerated().map { column, cell in column + 1 < row.count ? cell.fitted(to: width) : cell }
  }
}
