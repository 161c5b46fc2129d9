/// Makes a drawing fit for a page.
///
/// Colours become variables of the page, coordinates are rounded to 0.01, `style` attributes become
/// presentation attributes (a strict content policy forbids them), ids get a prefix, and the roles
/// that the drawing program writes go, since the wrapper carries the summary.
struct SVGPolisher {
  /// The prefix of ids.
  let prefix: String

  private static let numeric: Set<String> = [
    "d", "transform", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "width",
    "height", "points", "viewBox", "stroke-width", "dx", "dy",
  ]
  private static let presentation: Set<String> = [
    "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin",
    "opacity", "fill-opacity", "stroke-opacity", "font-size", "font-weight", "font-style",
    "text-anchor", "display", "visibility", "stroke-miterlimit", "stroke-dashoffset",
    "dominant-baseline", "clip-path",
  ]
  private static let kept: Set<String> = presentation.union(numeric).union([
    "id", "href", "offset", "stop-color", "clipPathUnits", "gradientUnits",
  ])
  private static let elements: Set<String> = [
    "svg", "g", "path", "line", "rect", "circle", "text", "tspan", "defs", "clipPath", "title",
    "linearGradient", "stop", "polygon", "polyline", "ellipse",
  ]

  /// The drawing for a page; nil when it is not an SVG or holds an element a drawing needs not.
  func polish(_ svg: String) -> String? {
    var output = ""
    var rest = Substring(svg)
    var first = true
    while let start = rest.firstIndex(of: "<") {
      output += rest[..<start]
      guard let end = SVGTag.end(of: rest[start...]) else { return nil }
      let source = rest[start..<end]
      rest = rest[end...]
      if source.hasPrefix("<?") || source.hasPrefix("<!--") { continue }
      guard let tag = SVGTag(source), SVGPolisher.elements.contains(tag.name) else { return nil }
      if first {
        guard tag.name == "svg", let box = tag.attribute("viewBox") else { return nil }
        output += "<svg viewBox=\"\(rounded(box))\" aria-hidden=\"true\" focusable=\"false\">"
        first = false
      } else if !isFrame(tag) {
        output += polished(tag)
      }
    }
    return first ? nil : output + rest
  }

  /// Invisible boxes that the drawing program puts behind and before groups.
  private func isFrame(_ tag: SVGTag) -> Bool {
    guard tag.name == "path", tag.isEmpty, let name = tag.attribute("class") else { return false }
    return name == "background" || name == "foreground"
  }

  private func polished(_ tag: SVGTag) -> String {
    if tag.isClosing { return "</\(tag.name)>" }
    var text = "<" + tag.name
    if tag.attribute("class")?.contains("role-mark") == true { text += " class=\"mark\"" }
    for (name, value) in tag.attributes + styles(of: tag) where SVGPolisher.kept.contains(name) {
      guard let value = polished(name, value) else { continue }
      text += " \(name)=\"\(value)\""
    }
    return text + (tag.isEmpty ? "/>" : ">")
  }

  private func styles(of tag: SVGTag) -> [(String, String)] {
    guard let style = tag.attribute("style") else { return [] }
    return style.split(separator: ";").compactMap { declaration in
      let sides = declaration.split(separator: ":", maxSplits: 1).map(trimmed)
      guard sides.count == 2, SVGPolisher.presentation.contains(sides[0]) else { return nil }
      return tag.attribute(sides[0]) == nil ? (sides[0], sides[1]) : nil
    }
  }

  private func polished(_ name: String, _ value: String) -> String? {
    switch name {
    case "opacity" where value == "1", "stroke-dasharray" where value == "1,0": return nil
    case "id": return prefix + value
    case "href": return value.hasPrefix("#") ? "#" + prefix + value.dropFirst() : nil
    case "clip-path":
      guard value.hasPrefix("url(#") else { return nil }
      return "url(#" + prefix + value.dropFirst(5)
    case "fill", "stroke", "stop-color": return colour(value)
    case _ where SVGPolisher.numeric.contains(name): return rounded(value)
    default: return value
    }
  }

  private func colour(_ value: String) -> String {
    let hex = value.lowercased()
    guard let known = ChartPalette.all.first(where: { $0.hex == hex }) else { return value }
    return "var(\(known.variable))"
  }

  private func trimmed(_ text: Substring) -> String {
    String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }

  /// The text with every number of more than two decimals rounded to two.
  private func rounded(_ text: String) -> String {
    var output = ""
    var number = ""
    for character in text {
      if character.isNumber || character == "." || (character == "-" && number.isEmpty) {
        number.append(character)
      } else if character == "e" && !number.isEmpty {
        number.append(character)
      } else if character == "-" && number.hasSuffix("e") {
        number.append(character)
      } else {
        output += shortened(number)
        number = ""
        if character == "-" { number = "-" } else { output.append(character) }
      }
    }
    return output + shortened(number)
  }

  private func shortened(_ number: String) -> String {
    guard number.contains(".") || number.contains("e"), let value = Double(number) else {
      return number
    }
    let hundredths = (value * 100).rounded()
    guard abs(hundredths) < 1e12 else { return number }
    let whole = Int(hundredths)
    let (units, part) = abs(whole).quotientAndRemainder(dividingBy: 100)
    let sign = whole < 0 ? "-" : ""
    if part == 0 { return "\(sign)\(units)" }
    if part % 10 == 0 { return "\(sign)\(units).\(part / 10)" }
    return "\(sign)\(units).\(part < 10 ? "0" : "")\(part)"
  }
}

/// A tag of a drawing.
struct SVGTag {
  /// The element's name.
  let name: String
  /// The attributes as written.
  let attributes: [(String, String)]
  /// Whether it closes an element.
  let isClosing: Bool
  /// Whether the element has no body.
  let isEmpty: Bool

  /// The index after the tag that begins a text, quotes respected.
  static func end(of text: Substring) -> String.Index? {
    var quote: Character?
    for index in text.indices {
      let character = text[index]
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == ">" {
        return text.index(after: index)
      }
    }
    return nil
  }

  /// Reads a tag from its text with angle brackets.
  init?(_ source: Substring) {
    var body = source.dropFirst().dropLast()
    isClosing = body.hasPrefix("/")
    isEmpty = body.hasSuffix("/")
    if isClosing { body = body.dropFirst() }
    if isEmpty { body = body.dropLast() }
    let name = body.prefix { !$0.isWhitespace }
    guard !name.isEmpty else { return nil }
    self.name = String(name)
    var attributes: [(String, String)] = []
    var rest = body.dropFirst(name.count).drop(while: \.isWhitespace)
    while !rest.isEmpty {
      guard let equals = rest.firstIndex(of: "=") else { return nil }
      let key = String(rest[..<equals])
      let after = rest[rest.index(after: equals)...]
      guard let quote = after.first, quote == "\"" || quote == "'",
        let close = after.dropFirst().firstIndex(of: quote)
      else { return nil }
      attributes.append((key, String(after[after.index(after: after.startIndex)..<close])))
      rest = after[after.index(after: close)...].drop(while: \.isWhitespace)
    }
    self.attributes = attributes
  }

  /// An attribute by its name.
  func attribute(_ name: String) -> String? {
    attributes.first { $0.0 == name }?.1
  }
}
