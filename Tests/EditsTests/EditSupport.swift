import Edits
import Testing

extension PathStep: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  public init(stringLiteral value: String) { self = .key(value) }
  public init(integerLiteral value: Int) { self = .index(value) }
}

extension EditValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByNilLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int) { self = .number(String(value)) }
  public init(floatLiteral value: Double) { self = .number(String(value)) }
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  public init(nilLiteral: ()) { self = .null }
  public init(arrayLiteral elements: EditValue...) { self = .array(elements) }
  public init(dictionaryLiteral elements: (String, EditValue)...) {
    self = .object(elements.map { EditValue.Member(key: $0.0, value: $0.1) })
  }
}

/// One edit and what it makes of a file.
struct EditCase: Sendable, CustomTestStringConvertible {
  let before: String
  let path: [PathStep]
  let operation: EditRequest.Operation
  let after: String

  static func set(
    _ before: String, _ path: [PathStep], _ value: EditValue, _ after: String, missing: EditRequest.Missing = .fail
  ) -> EditCase {
    EditCase(before: before, path: path, operation: .set(value, missing: missing), after: after)
  }

  static func create(_ before: String, _ path: [PathStep], _ value: EditValue, _ after: String) -> EditCase {
    set(before, path, value, after, missing: .create)
  }

  static func delete(_ before: String, _ path: [PathStep], _ after: String) -> EditCase {
    EditCase(before: before, path: path, operation: .delete(missing: .fail), after: after)
  }

  static func rename(_ before: String, _ path: [PathStep], _ name: String, _ after: String) -> EditCase {
    EditCase(before: before, path: path, operation: .rename(to: name, missing: .fail), after: after)
  }

  static func append(
    _ before: String, _ path: [PathStep], _ value: EditValue, _ after: String, missing: EditRequest.Missing = .fail
  ) -> EditCase {
    EditCase(before: before, path: path, operation: .append(value, missing: missing), after: after)
  }

  var testDescription: String { "\(path.shown) \(operation) in \(before.debugDescription)" }

  /// Checks the file after the edit, and that the edit done again has nothing left to do.
  func check(as format: FileFormat, sourceLocation: SourceLocation = #_sourceLocation) {
    do throws(EditRefusal) {
      let result = try apply(to: Array(before.utf8), as: format)
      #expect(
        String(decoding: result, as: UTF8.self).debugDescription == after.debugDescription,
        sourceLocation: sourceLocation)
      if case .set = operation {
        let again = try FileEditor.edit(result, as: format, EditRequest(path: path, operation: operation))
        #expect(again.splices.isEmpty, sourceLocation: sourceLocation)
        #expect(again.matchCount > 0, sourceLocation: sourceLocation)
      }
    } catch {
      Issue.record("\(error)", sourceLocation: sourceLocation)
    }
  }

  func apply(to bytes: [UInt8], as format: FileFormat) throws(EditRefusal) -> [UInt8] {
    let result = try FileEditor.edit(bytes, as: format, EditRequest(path: path, operation: operation))
    return applying(result.splices, to: bytes)
  }
}

/// One edit that has to be refused.
struct RefusalCase: Sendable, CustomTestStringConvertible {
  let before: String
  let path: [PathStep]
  let operation: EditRequest.Operation
  let kind: EditRefusal.Kind
  /// A part of the message.
  let message: String

  init(
    _ before: String, _ path: [PathStep], _ operation: EditRequest.Operation, _ kind: EditRefusal.Kind,
    _ message: String = ""
  ) {
    self.before = before
    self.path = path
    self.operation = operation
    self.kind = kind
    self.message = message
  }

  /// The setting of a number that is refused.
  init(_ before: String, _ path: [PathStep], _ kind: EditRefusal.Kind, _ message: String = "") {
    self.init(before, path, .set(987, missing: .fail), kind, message)
  }

  var testDescription: String { "\(path.shown) \(operation) in \(before.debugDescription)" }

  func check(as format: FileFormat, sourceLocation: SourceLocation = #_sourceLocation) {
    do throws(EditRefusal) {
      let request = EditRequest(path: path, operation: operation)
      let result = try FileEditor.edit(Array(before.utf8), as: format, request)
      Issue.record("not refused: \(result)", sourceLocation: sourceLocation)
    } catch {
      #expect(error.kind == kind, "\(error.message)", sourceLocation: sourceLocation)
      #expect(message.isEmpty || error.message.contains(message), "\(error.message)", sourceLocation: sourceLocation)
    }
  }
}
