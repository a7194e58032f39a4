/// The page's script: it only adds to a page that can be read without it.
enum PageScript {
  static let text = "(() => {\n\"use strict\";\n\(theme)\(filter)\(reading)})();\n"
}
