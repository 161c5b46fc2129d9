import Testing

@testable import TamgaPresent

@Suite("Messages") struct MessagePatternTests {
  @Test("Places, styles and plural forms are taken apart")
  func parts() throws {
    let pattern = try MessagePattern(
      "{a} of {v:number}: {n, plural, one{{n} year} other{{n} yrs}}.")
    #expect(pattern.names == ["a", "v", "n"])
    #expect(pattern.pluralClasses == ["n": [.one, .other]])
    #expect(pattern.parts.first == .place(name: "a", style: nil))
    #expect(pattern.parts.last == .text("."))
    #expect(
      try MessagePattern("{{x}} {y}").parts == [.text("{x} "), .place(name: "y", style: nil)])
  }

  @Test(
    "A damaged message is refused",
    arguments: [
      "{", "{a", "}", "{a}}", "{}", "{a:money}", "{n, plural}", "{n, plural, one{x}}",
      "{n, plural, two{x} other{y}}", "{n, plural, other{x} other{y}}", "{n, plural, other{x}",
      "{n, select, other{x}}", "{n plural}",
    ])
  func damaged(text: String) {
    #expect(throws: MessagePattern.SyntaxError.self) { try MessagePattern(text) }
  }
}
