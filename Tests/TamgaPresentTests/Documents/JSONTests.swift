import Foundation
import TamgaNumerics
import Testing

@testable import TamgaPresent

@Suite("JSON") struct JSONTests {
  @Test("Members are sorted, doubles are shortest, decimals keep their digits")
  func writing() {
    let value: JSONValue = [
      "b": .number(0.1), "a": .decimalString(ExactDecimal(mantissa: 453_925_253_150, scale: 3)),
      "c": [1, true, .null, .number(.nan), .number(1e300), .number(-2)],
      "d": .decimal(ExactDecimal(mantissa: -5, scale: 3)),
    ]
    #expect(
      value.text()
        == #"{"a":"453925253.150","b":0.1,"c":[1,true,null,null,1e+300,-2],"d":-0.005}"#)
  }

  @Test("The indented layout has one member a line and leaves empty ones short")
  func indented() {
    let value: JSONValue = ["a": [1, 2], "b": [:], "c": []]
    let text = "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {},\n  \"c\": []\n}"
    #expect(value.text(layout: .indented) == text)
  }

  @Test("Text is escaped, and on request made safe inside a script element")
  func escaping() {
    let value = JSONValue.string("a\"\\\n\u{1}</script>\u{2028}é😀")
    #expect(value.text() == "\"a\\\"\\\\\\n\\u0001</script>\u{2028}é😀\"")
    #expect(
      value.text(escapesHTML: true)
        == "\"a\\\"\\\\\\n\\u0001\\u003c/script\\u003e\\u2028é😀\"")
  }

  @Test("What was written reads back the same, also by Foundation", arguments: UInt64(0)..<50)
  func roundTrip(seed: UInt64) throws {
    var random = TestRandom(seed: seed)
    let value = JSONValue.array([random.json(depth: 4)])
    for layout in [JSONWriter.Layout.compact, .indented] {
      #expect(try JSONValue(parsing: value.bytes(layout: layout)) == value)
      #expect(throws: Never.self) {
        try JSONSerialization.jsonObject(with: Data(value.bytes(layout: layout)))
      }
    }
  }

  @Test(
    "Damaged JSON is refused with a place",
    arguments: [
      "", "{", "[1,]", "{\"a\":1,\"a\":2}", "01", "1.", "tru", "\"a", "\"\\x\"", "[1] 2",
      "\"\\ud800\"", "1e999", "{a:1}", "\u{1}", String(repeating: "[", count: 300),
    ])
  func damaged(text: String) {
    #expect { try JSONValue(parsing: text) } throws: {
      ($0 as? Diagnostic)?.code == "T925" && ($0 as? Diagnostic)?.place?.line == 1
    }
  }

  @Test("Escapes are read, with pairs of surrogates joined")
  func escapes() throws {
    #expect(try JSONValue(parsing: #""\u0041\ud83d\ude00\/\t""#) == .string("A😀/\t"))
    #expect(try JSONValue(parsing: "[-0.5e1, 12]") == [.number(-5), 12])
    #expect(try JSONValue(parsing: "{\"a\":[7]}")["a"]?[0]?.integer == 7)
  }
}
