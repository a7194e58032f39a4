/// A patch as a page shows it: a block a file, added and deleted lines as `ins` and `del`, cut where it is too long.
struct DiffView {
  /// The longest part of one line that is shown.
  private static let lineLimit = 1000

  private let lines: [DiffLine]

  init(_ patch: String) {
    lines = DiffLine.lines(of: patch)
  }

  /// How many bytes all of it takes, roughly and rather too many.
  var cost: Int { lines.reduce(0) { $0 + Self.cost(of: $1) } }

  /// Returns as many whole lines as fit.
  ///
  /// - Parameter remedy: the command that shows all of it.
  func html(limit: Int, remedy: String) -> HTML {
    var left = limit
    let shown = lines.prefix { line in
      left -= Self.cost(of: line)
      return left >= 0
    }
    var html: HTML = ""
    var rest = shown[...]
    while let first = rest.first {
      let part = rest.dropFirst().prefix { $0.kind != .file }
      html += Self.file(first.kind == .file ? [first] + part : rest[rest.startIndex..<part.endIndex])
      rest = rest[part.endIndex...]
    }
    guard shown.count < lines.count else { return html }
    let count = lines.count - shown.count
    html += """
      <p class="cut">\(count) more \(count == 1 ? "line is" : "lines are") left out to keep this page small. \
      All of it: <code>\(remedy)</code></p>
      """
    return html
  }

  private static func cost(of line: DiffLine) -> Int {
    // A file's block has a head of its own that names it twice; a change of kind begins an element.
    let length = HTML.escapedByteCount(of: shortened(line.text))
    return line.kind == .file ? 200 + 2 * length : 12 + length
  }

  private static func file(_ lines: some Collection<DiffLine>) -> HTML {
    var body: HTML = ""
    var rest = Array(lines.drop { $0.kind == .file || $0.kind == .detail })[...]
    while let kind = rest.first?.kind {
      let run = rest.prefix { $0.kind == kind }
      let text = run.map { shortened($0.text) + "\n" }.joined()
      switch kind {
      case .added: body += "<ins>\(text)</ins>"
      case .deleted: body += "<del>\(text)</del>"
      case .hunk, .file, .detail: body += "<b>\(text)</b>"
      case .context: body += "\(text)"
      }
      rest = rest.dropFirst(run.count)
    }
    let head = Array(lines.prefix { $0.kind == .file || $0.kind == .detail })
    let name = name(of: head)
    let remarks = remarks(of: head)
    let small: HTML = remarks.isEmpty ? "" : " <small>\(remarks)</small>"
    let block: HTML =
      body.text.isEmpty
      ? "" : #"<pre tabindex="0" role="group" aria-label="Diff of \#(name)"><code>\#(body)</code></pre>"#
    return "<h4>\(name)\(small)</h4>\(block)"
  }

  /// The file's path after the change, before it where the file is deleted.
  private static func name(of head: [DiffLine]) -> String {
    func path(_ mark: String) -> Substring? {
      head.first { $0.text.hasPrefix(mark) && !$0.text.hasSuffix(" /dev/null") }?.text.dropFirst(mark.count)
    }
    if let path = path("+++ ") ?? path("--- ") {
      return String(path.dropFirst(path.hasPrefix("a/") || path.hasPrefix("b/") ? 2 : 0))
    }
    // Without hunks (a mode, a binary file) only the first line names it, once before and once after.
    let both = head.first?.text.dropFirst("diff --git ".count) ?? ""
    return String(both.suffix(max(0, both.count / 2)).drop { $0 == " " }.dropFirst(2))
  }

  private static func remarks(of head: [DiffLine]) -> String {
    let told = ["new file", "deleted file", "old mode", "new mode", "Binary", "GIT binary", "rename", "Subproject"]
    return head.filter { line in told.contains { line.text.hasPrefix($0) } }.map { String($0.text) }
      .joined(separator: ", ")
  }

  private static func shortened(_ line: Substring) -> String {
    guard line.utf8.count > lineLimit else { return String(line) }
    let kept = String(decoding: line.utf8.prefix(lineLimit), as: UTF8.self)
    return "\(kept)… (\(line.utf8.count - lineLimit) more bytes)"
  }
}
