import Testing

@testable import TamgaReport

@Suite("HTML writer") struct HTMLWriterTests {
  @Test("text and attributes are escaped")
  func escapes() {
    var html = HTMLWriter()
    html.element("p", ["title": "\"a\" & 'b'"], text: "<script>1 & 2</script>")
    #expect(
      html.html
        == "<p title=\"&quot;a&quot; &amp; &#39;b&#39;\">&lt;script&gt;1 &amp; 2&lt;/script&gt;</p>"
    )
  }

  @Test("attributes without value, absent attributes, void elements")
  func attributes() {
    var html = HTMLWriter()
    html.element("button", ["hidden": "", "id": nil], text: "x")
    html.element("meta", ["charset": "utf-8"])
    #expect(html.html == "<button hidden>x</button><meta charset=\"utf-8\">")
  }

  @Test(
    "base 64 of RFC 4648",
    arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")])
  func base64(text: String, expected: String) {
    #expect(Base64.text(Array(text.utf8)) == expected)
  }

  @Test("ids hold letters, digits and hyphens only")
  func ids() { #expect(Markup.id("fig:trade.Оборот 1") == "fig-trade--------1") }
}
