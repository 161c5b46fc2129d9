import Testing

@testable import TamgaReport

@Suite("Drawings for a page") struct SVGPolisherTests {
  private let polisher = SVGPolisher(prefix: "f-")

  private func body(_ inner: String) -> String? {
    let head = "<svg viewBox=\"0 0 10 10\" aria-hidden=\"true\" focusable=\"false\">"
    let svg =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\" "
      + "viewBox=\"0 0 10 10\">\(inner)</svg>"
    return polisher.polish(svg).map { String($0.dropFirst(head.count).dropLast(6)) }
  }

  @Test("known colours become variables of the page, others stay")
  func colours() {
    #expect(body("<path fill=\"#0072B2\" d=\"M0 0\"/>") == "<path fill=\"var(--k1)\" d=\"M0 0\"/>")
    #expect(body("<line stroke=\"#123456\"/>") == "<line stroke=\"#123456\"/>")
    #expect(body("<path fill=\"none\" d=\"\"/>") == "<path fill=\"none\" d=\"\"/>")
  }

  @Test(
    "coordinates are rounded to 0.01",
    arguments: [
      ("M1.23456,-0.004L10,2e-7", "M1.23,0L10,0"),
      ("translate(-6,53.999999999999986)", "translate(-6,54)"),
      ("M1-2.345", "M1-2.35"), ("M.5.25", "M.5.25"), ("1e3", "1000"),
    ])
  func rounding(text: String, expected: String) {
    #expect(body("<path d=\"\(text)\"/>") == "<path d=\"\(expected)\"/>")
  }

  @Test("a style attribute becomes presentation attributes; unknown declarations go")
  func styles() {
    #expect(
      body("<text style=\"font-weight: bold; cursor: pointer\">a &lt; b</text>")
        == "<text font-weight=\"bold\">a &lt; b</text>")
  }

  @Test("ids and references to them get the figure's prefix; other references go")
  func ids() {
    #expect(
      body("<clipPath id=\"c\"><rect/></clipPath><g clip-path=\"url(#c)\"></g>")
        == "<clipPath id=\"f-c\"><rect/></clipPath><g clip-path=\"url(#f-c)\"></g>")
    #expect(body("<g clip-path=\"url(http://x)\"></g>") == "<g></g>")
  }

  @Test("roles and boxes behind groups go, marks keep a class to be found by")
  func roles() {
    #expect(
      body("<g class=\"mark-line role-mark x\" role=\"graphics-object\" aria-label=\"y\"></g>")
        == "<g class=\"mark\"></g>")
    #expect(body("<path class=\"background\" aria-hidden=\"true\" d=\"M0,0\"/>")?.isEmpty == true)
  }

  @Test(
    "what is no drawing, or holds more than one, is refused",
    arguments: [
      "", "text", "<p></p>", "<svg></svg>", "<svg viewBox=\"0 0 1 1\"><script>1</script></svg>",
      "<svg viewBox=\"0 0 1 1\"><foreignObject/></svg>",
      "<svg viewBox=\"0 0 1 1\"><path d=1/></svg>",
      "<svg viewBox=\"0 0 1 1\"><path",
    ])
  func refused(svg: String) { #expect(polisher.polish(svg) == nil) }
}
