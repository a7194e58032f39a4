import Jinja

/// `{% now 'utc', '%Y' %}` and `{% now 'utc' + 'days=2' %}`, with the render's own time.
enum NowTag {
  private static let standardFormat = "%Y-%m-%d"

  @Sendable static func render(
    _ arguments: [TagExtension.Argument], _ call: CallContext
  ) throws(TemplateError) -> Value {
    guard let session = call.host as? RenderSession else {
      throw TemplateError(runtime: "no time is known here")
    }
    guard let zoneArgument = arguments.first, arguments.count <= 2 else {
      throw TemplateError(runtime: "now takes a time zone and a format", hint: "{% now 'utc', '%Y-%m-%d' %}")
    }
    let instant = session.inputs.time
    let zone = try Zone(try text(zoneArgument.left, "the time zone"), localZone: instant.localZone)
    var seconds = instant.seconds
    var microseconds = instant.microseconds
    var wall = seconds + zone.offset(at: seconds)
    if let offset = zoneArgument.right {
      let shift = try TimeShift(try text(offset, "the offset"), isBackwards: zoneArgument.isDifference)
      (wall, microseconds) = try shift.applied(to: CivilTime(wallSeconds: wall), microseconds: microseconds)
      seconds = zone.seconds(of: wall)
      wall = seconds + zone.offset(at: seconds)
    }
    let time = TimeText(
      time: CivilTime(wallSeconds: wall), microseconds: microseconds, seconds: seconds, zone: zone)
    return Value(try time.text(arguments.count == 2 ? try format(arguments[1]) : standardFormat))
  }

  private static func format(_ argument: TagExtension.Argument) throws(TemplateError) -> String {
    if argument.right == nil, case .none = argument.left { return standardFormat }
    let left = try text(argument.left, "the format")
    guard let right = argument.right else { return left }
    guard !argument.isDifference else { throw TemplateError(runtime: "texts can't be subtracted") }
    return left + (try text(right, "the format"))
  }

  private static func text(_ value: Value, _ what: String) throws(TemplateError) -> String {
    // An undefined value says itself what is missing.
    if case .undefined = value { _ = try value.str() }
    guard let text = value.text else {
      throw TemplateError(runtime: "\(what) must be a text, not \(value.typeName)")
    }
    return text.string
  }
}
