import FleetCore

/// The stages of one repository with their times, as a table.
struct StagesView {
  private let stages: [StageRecord]

  init(_ stages: [StageRecord]) {
    self.stages = stages
  }

  var html: HTML {
    guard !stages.isEmpty else { return "" }
    return """
      <div class="scroll" tabindex="0" role="group" aria-label="Stages"><table><caption>Stages</caption>
      <thead><tr><th scope="col">stage</th><th scope="col">began</th><th scope="col" class="time">took</th>\
      <th scope="col">from</th><th scope="col">to</th></tr></thead>
      <tbody>\(stages.map(row))</tbody></table></div>

      """
  }

  private func row(_ record: StageRecord) -> HTML {
    """
    <tr><th scope="row">\(record.stage.rawValue)</th><td>\(record.began.inUTC.dropFirst(11).dropLast())</td>\
    <td class="time">\(record.duration.shown)</td><td><code>\(record.old?.short ?? "")</code></td>\
    <td><code>\(record.new?.short ?? "")</code></td></tr>
    """
  }
}
