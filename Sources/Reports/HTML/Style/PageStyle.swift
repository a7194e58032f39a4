/// The page's style sheet, a file for each concern.
enum PageStyle {
  static let text = colors + layout + repositories + diffs + print
}
