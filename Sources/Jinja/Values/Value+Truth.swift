extension Value {
  /// Python's `bool(x)`.
  public func isTrue() throws(TemplateError) -> Bool {
    switch self {
    case .undefined(let undefined):
      try undefined.checkLenient()
      return false
    case .none: return false
    case .bool(let bool): return bool
    case .int(let int): return int != 0
    case .big: return true
    case .float(let float): return float != 0
    case .string(let text): return !text.isEmpty
    case .list(let list): return !list.items.isEmpty
    case .tuple(let tuple): return !tuple.items.isEmpty
    case .dict(let dict): return dict.count > 0
    case .range(let range): return range.count > 0
    case .view(let view): return view.dict.count > 0
    case .loop(let loop): return try loop.length() > 0
    case .bytes(let bytes): return !bytes.bytes.isEmpty
    default: return true
    }
  }

  /// Python's `len(x)`.
  func length() throws(TemplateError) -> Int {
    switch self {
    case .undefined(let undefined):
      try undefined.checkLenient()
      return 0
    case .string(let text): return text.count
    case .list(let list): return list.items.count
    case .tuple(let tuple): return tuple.items.count
    case .dict(let dict): return dict.count
    case .range(let range): return range.count
    case .view(let view): return view.dict.count
    case .loop(let loop): return try loop.length()
    case .bytes(let bytes): return bytes.bytes.count
    default: throw .type("object of type '\(typeName)' has no len()")
    }
  }
}
