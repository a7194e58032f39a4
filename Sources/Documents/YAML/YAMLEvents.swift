// Yams parses to a tree in which aliases are replaced already, a repeated key ends the parse, and places have no ends.
// Strict reading needs the events below it, so this file, and no other, uses the C library that Yams carries.
private import CYaml

/// One event of libyaml's parser as a value.
struct YAMLEvent {
  enum Kind {
    case documentStart(hasDirectives: Bool)
    case documentEnd
    case streamEnd
    case alias(name: String)
    case scalar(text: String, isPlain: Bool)
    case listStart
    case listEnd
    case mappingStart
    case mappingEnd
    /// The start of the stream, and what a later version of the library may add.
    case other
  }

  let kind: Kind
  let anchor: String?
  let tag: String?
  /// Where the event begins and ends, counted in scalars from the start of the text, without a byte order mark.
  let start: Int
  let end: Int
}

/// Why libyaml stopped.
struct YAMLSyntaxError: Error {
  /// The library's own words.
  let problem: String
  /// What it was reading, such as `while parsing a block mapping`; empty where it doesn't say.
  let context: String
  /// Counted in scalars, except where the text itself can't be read.
  let place: Int
  /// Whether `place` is a byte offset.
  let isByteOffset: Bool
}

/// libyaml's event parser over bytes that it keeps alive. Safe: the pointers are owned here and never leave.
@safe
struct YAMLEvents: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let input: UnsafeMutableBufferPointer<UInt8>

  init(_ bytes: [UInt8]) {
    unsafe input = .allocate(capacity: bytes.count)
    _ = unsafe input.initialize(from: bytes)
    unsafe parser = .allocate(capacity: 1)
    unsafe parser.initialize(to: yaml_parser_t())
    // Fails only without memory, and then the first parse fails too.
    _ = unsafe yaml_parser_initialize(parser)
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(parser, UnsafePointer(input.baseAddress), input.count)
  }

  deinit {
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
    unsafe input.deallocate()
  }

  /// Returns the next event; after the end of the stream there is none to ask for.
  mutating func next() throws(YAMLSyntaxError) -> YAMLEvent {
    var event = unsafe yaml_event_t()
    guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw syntaxError() }
    defer { unsafe yaml_event_delete(&event) }
    let (anchor, tag) = unsafe properties(of: event)
    return YAMLEvent(
      kind: unsafe kind(of: event), anchor: anchor, tag: tag,
      start: unsafe event.start_mark.index, end: unsafe event.end_mark.index)
  }

  private func kind(of event: yaml_event_t) -> YAMLEvent.Kind {
    switch unsafe event.type {
    case YAML_DOCUMENT_START_EVENT:
      unsafe .documentStart(
        hasDirectives: event.data.document_start.version_directive != nil
          || event.data.document_start.tag_directives.start != event.data.document_start.tag_directives.end)
    case YAML_DOCUMENT_END_EVENT: .documentEnd
    case YAML_STREAM_END_EVENT: .streamEnd
    case YAML_ALIAS_EVENT: unsafe .alias(name: text(event.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT:
      unsafe .scalar(
        text: String(
          decoding: UnsafeBufferPointer(start: event.data.scalar.value, count: event.data.scalar.length),
          as: UTF8.self),
        isPlain: event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE)
    case YAML_SEQUENCE_START_EVENT: .listStart
    case YAML_SEQUENCE_END_EVENT: .listEnd
    case YAML_MAPPING_START_EVENT: .mappingStart
    case YAML_MAPPING_END_EVENT: .mappingEnd
    default: .other
    }
  }

  private func properties(of event: yaml_event_t) -> (anchor: String?, tag: String?) {
    switch unsafe event.type {
    case YAML_SCALAR_EVENT:
      unsafe (text(event.data.scalar.anchor), text(event.data.scalar.tag))
    case YAML_SEQUENCE_START_EVENT:
      unsafe (text(event.data.sequence_start.anchor), text(event.data.sequence_start.tag))
    case YAML_MAPPING_START_EVENT:
      unsafe (text(event.data.mapping_start.anchor), text(event.data.mapping_start.tag))
    default: (nil, nil)
    }
  }

  private func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    guard let pointer = unsafe pointer else { return nil }
    return unsafe String(decodingCString: pointer, as: UTF8.self)
  }

  private func syntaxError() -> YAMLSyntaxError {
    let isReader = unsafe parser.pointee.error == YAML_READER_ERROR
    let problem = unsafe parser.pointee.problem.map { unsafe String(cString: $0) } ?? "out of memory"
    let context = unsafe parser.pointee.context.map { unsafe String(cString: $0) } ?? ""
    // What was begun and never ended is found where it began.
    let isUnfinished = ["found unexpected end of stream", "could not find expected ':'"].contains(problem)
    let mark = unsafe isUnfinished ? parser.pointee.context_mark : parser.pointee.problem_mark
    let place = unsafe isReader ? parser.pointee.problem_offset : mark.index
    return YAMLSyntaxError(problem: problem, context: context, place: place, isByteOffset: isReader)
  }
}
