extension String {
  /// The text for an XML 1.0 document, in an element or an attribute.
  ///
  /// Line feeds and tabs of attributes are written as references, else a reader makes spaces of them. Characters that
  /// XML 1.0 can't hold, not even as references, are shown by pictures.
  func inXML(isAttribute: Bool) -> String {
    showingControls.unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"" where isAttribute: text += "&quot;"
      case "\n" where isAttribute: text += "&#10;"
      case "\t" where isAttribute: text += "&#9;"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}
