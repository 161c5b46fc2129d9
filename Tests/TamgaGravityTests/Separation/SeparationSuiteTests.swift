import Foundation
import TamgaGravity
import Testing

@Suite("Separation: the public files", .needsHighs)
struct SeparationSuiteTests {
  @Test(
    "Each file gives the marked rows with verified certificates", .needsSeparationFiles,
    arguments: ["01.csv", "05.csv", "08.csv", "10.csv", "12.csv", "17.csv"])
  func files(_ name: String) throws {
    let file = try SeparationFile(named: name)
    let result = findSeparation(in: file.design)
    #expect(result.separatedRows == file.separated)
    #expect(result.status == .certified)
    let violation = try #require(file.design.verify(result.certificates))
    #expect(violation <= 1e-6)
    #expect(result.certificates.flatMap(\.rows).sorted() == result.separatedRows)
    #expect(result.existence != nil)
  }
}
