/// What a configuration file says, without how it is written: what an edit is checked by.
struct ConfigOutline: Equatable {
  var sections: [Section]

  struct Section: Equatable {
    /// Nil for what stands before the first header.
    let name: [UInt8]?
    var variables: [Variable]
  }

  struct Variable: Equatable {
    let key: [UInt8]
    var value: [UInt8]?
  }

  init(_ document: ConfigDocument) {
    sections = document.sections.map { section in
      Section(name: section.header?.name, variables: section.variables.map { Variable(key: $0.key, value: $0.value) })
    }
  }
}
