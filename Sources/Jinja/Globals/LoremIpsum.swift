/// Jinja2's `lipsum`: text that means nothing.
enum LoremIpsum {
  private static let words = """
    a ac accumsan ad adipiscing aenean aliquam aliquet amet ante aptent arcu at auctor augue bibendum \
    blandit class commodo condimentum congue consectetuer consequat conubia convallis cras cubilia cum \
    curabitur curae cursus dapibus diam dictum dictumst dignissim dis dolor donec dui duis egestas eget \
    eleifend elementum elit enim erat eros est et etiam eu euismod facilisi facilisis fames faucibus \
    felis fermentum feugiat fringilla fusce gravida habitant habitasse hac hendrerit hymenaeos iaculis \
    id imperdiet in inceptos integer interdum ipsum justo lacinia lacus laoreet lectus leo libero ligula \
    litora lobortis lorem luctus maecenas magna magnis malesuada massa mattis mauris metus mi molestie \
    mollis montes morbi mus nam nascetur natoque nec neque netus nibh nisi nisl non nonummy nostra nulla \
    nullam nunc odio orci ornare parturient pede pellentesque penatibus per pharetra phasellus placerat \
    platea porta porttitor posuere potenti praesent pretium primis proin pulvinar purus quam quis \
    quisque rhoncus ridiculus risus rutrum sagittis sapien scelerisque sed sem semper senectus sit \
    sociis sociosqu sodales sollicitudin suscipit suspendisse taciti tellus tempor tempus tincidunt \
    torquent tortor tristique turpis ullamcorper ultrices ultricies urna ut varius vehicula vel velit \
    venenatis vestibulum vitae vivamus viverra volutpat vulputate
    """.split(separator: " ").map(String.init)

  static let function: NativeFunction = { (arguments, call) throws(TemplateError) in
    let signature = Signature("generate_lorem_ipsum", ["n=", "html=", "min=", "max="])
    let bound = Bound(values: try signature.bind(arguments), name: "lipsum")
    let count = try bound.int(0, default: 5)
    let isHTML = bound[1] == nil ? true : try bound.bool(1)
    let (least, most) = (try bound.int(2, default: 20), try bound.int(3, default: 100))
    guard least < most else {
      let width = BigInteger(most) - BigInteger(least)
      let shown = String(decoding: width.digits(base: 10), as: UTF8.self)
      throw .value("empty range for randrange() (\(least), \(most), \(width.isNegative ? "-" : "")\(shown))")
    }
    var paragraphs: [String] = []
    for _ in 0..<max(0, count) {
      try call.renderer.step()
      let text = try paragraph(wordCount: call.random(in: least..<most), in: call)
      paragraphs.append(isHTML ? "<p>\(text)</p>" : text)
    }
    let bytes = Array(paragraphs.joined(separator: isHTML ? "\n" : "\n\n").utf8)
    return .string(Text(bytes: bytes, isSafe: isHTML))
  }

  private static func paragraph(wordCount: Int, in call: CallContext) throws(TemplateError) -> String {
    var text = ""
    var last = ""
    var (lastComma, lastStop) = (0, 0)
    var startsSentence = true
    for index in 0..<max(0, wordCount) {
      try call.renderer.step()
      var word = last
      while word == last { word = words[call.random(in: 0..<words.count)] }
      last = word
      if startsSentence { word = word.prefix(1).uppercased() + word.dropFirst() }
      startsSentence = false
      if index - call.random(in: 3..<8) > lastComma {
        lastComma = index
        lastStop += 2
        word += ","
      }
      if index - call.random(in: 10..<20) > lastStop {
        lastComma = index
        lastStop = index
        word += "."
        startsSentence = true
      }
      text += (text.isEmpty ? "" : " ") + word
    }
    if text.hasSuffix(",") { text.removeLast() }
    return text.hasSuffix(".") ? text : text + "."
  }
}
