extension Value {
  /// Python's `getattr(self, name)`; nil where that is an AttributeError.
  func attribute(_ name: Text, in call: CallContext) throws(TemplateError) -> Value? {
    if case .undefined(let undefined) = self {
      if name.bytes.starts(with: "__".utf8), name.bytes.reversed().starts(with: "__".utf8) { return classOf(name) }
      if undefined.behaviour == .chainable { return self }
      throw undefined.failure
    }
    if case .namespace(let namespace) = self { return namespace.attributes.value(for: name) }
    if let method = Methods.method(name, of: self) {
      return .function(FunctionValue(name: name.string, method: method, of: self))
    }
    return try property(name, in: call) ?? classOf(name)
  }

  private func classOf(_ name: Text) -> Value? {
    guard name == "__class__" else { return nil }
    let module = typeDescription.dropLast(" object".count).dropLast(typeName.count).dropLast()
    return .type(TypeValue(name: typeName, module: module.isEmpty ? nil : String(module)))
  }

  private func property(_ name: Text, in call: CallContext) throws(TemplateError) -> Value? {
    switch self {
    case .tuple(let tuple):
      return tuple.fieldNames?.firstIndex(of: name).map { tuple.items[$0] }
    case .loop(let loop): return try loop.attribute(name)
    case .macro(let macro): return macro.attribute(name)
    case .module(let module): return module.attribute(name)
    case .block(let block):
      switch name {
      case "name": return .string(block.name)
      case "super": return block.parent(in: call)
      default: return nil
      }
    case .cycler(let cycler):
      switch name {
      case "current": return cycler.items[cycler.position]
      case "items": return .tuple(TupleValue(cycler.items))
      case "pos": return .int(cycler.position)
      default: return nil
      }
    case .joiner(let joiner):
      switch name {
      case "sep": return joiner.separator
      case "used": return .bool(joiner.isUsed)
      default: return nil
      }
    case .range(let range):
      switch name {
      case "start": return .int(range.start)
      case "stop": return .int(range.stop)
      case "step": return .int(range.step)
      default: return nil
      }
    case .int, .big, .bool, .float: return numberProperty(name)
    case .type(let type):
      // A method of the class: it needs no dictionary to begin with.
      if type.name == "dict", name == "fromkeys" { return try Value.dict(DictValue()).attribute(name, in: call) }
      return name == "__name__" ? Value(type.name) : nil
    case .function(let function): return name == "__name__" ? Value(function.name) : nil
    default: return nil
    }
  }

  private func numberProperty(_ name: Text) -> Value? {
    switch name {
    case "real", "numerator":
      if case .float = self { return name == "real" ? self : nil }
      return (try? plus()) ?? self
    case "imag":
      if case .float = self { return .float(0) }
      return .int(0)
    case "denominator":
      if case .float = self { return nil }
      return .int(1)
    default: return nil
    }
  }

  /// `a.b` in a template: the attribute, else the item, else undefined.
  func member(_ name: Text, in call: CallContext) throws(TemplateError) -> Value {
    if let value = try attribute(name, in: call) { return value }
    do throws(TemplateError) {
      return try item(at: .string(name))
    } catch  where error.exception == .typeError || error.exception.isLookupError || error.exception == .attributeError
    {
      return call.undefined(owner: self, name: .string(name))
    }
  }

  /// `a[b]` in a template: the item, else the attribute, else undefined.
  func element(_ key: Value, in call: CallContext) throws(TemplateError) -> Value {
    do throws(TemplateError) {
      return try item(at: key)
    } catch  where error.exception == .typeError || error.exception.isLookupError || error.exception == .attributeError
    {
      if case .string(let name) = key, let value = try attribute(name, in: call) { return value }
      return call.undefined(owner: self, name: key)
    }
  }
}
