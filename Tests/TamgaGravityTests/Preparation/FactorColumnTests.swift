import TamgaGravity
import Testing

@Suite("Factor columns")
struct FactorColumnTests {
  @Test("Codes outside the levels are refused")
  func outside() {
    #expect(FactorColumn(name: "a", codes: [0, 1, 2], levelCount: 2) == nil)
    #expect(FactorColumn(name: "a", codes: [-1], levelCount: 2) == nil)
    #expect(FactorColumn(name: "a", codes: [0, 1], levelCount: 3)?.levelCount == 3)
  }
}
