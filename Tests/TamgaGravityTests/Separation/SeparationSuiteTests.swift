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

/// The tables printed in the guide to separation of ppmlhdfe, typed from its examples on fixed
/// effects.
@Suite("Separation: the tables of the guide", .needsHighs)
struct SeparationGuideTests {
  static let first = """
    y,x1,x2,i,j
    2,0,0,2,1
    0,0,0,4,2
    0,0,0,1,1
    1,1,0,4,3
    0,0,1,2,2
    0,0,0,2,2
    1,0,0,5,4
    0,1,2,2,3
    1,0,0,1,1
    0,0,0,2,2
    0,2,0,1,3
    0,0,0,1,3
    0,1,0,2,2
    0,0,1,5,2
    0,0,1,2,4
    0,0,0,1,2
    0,0,0,1,1
    2,0,0,1,2
    """
  static let second = """
    y,x1,i,j
    0,-3,1,2
    0,0,1,8
    0,0,1,10
    0,10,1,10
    0,5,2,2
    1,3,3,9
    2,2,3,9
    3,2,2,8
    """
  static let third = """
    y,x1,i,j
    0,0,1,1
    0,3,1,1
    0,-2,1,1
    0,2,1,3
    0,2,1,5
    0,0,1,6
    0,7,4,1
    0,1,4,4
    0,2,4,5
    0,1,6,1
    0,-2,8,4
    0,3,8,6
    1,-5,1,1
    1,1,1,3
    5,-2,6,3
    7,2,1,3
    """

  @Test("Each is proved in both directions", arguments: [first, second, third])
  func tables(_ text: String) throws {
    let file = try SeparationFile(text)
    let result = findSeparation(in: file.design)
    try ProofCheck(design: file.design).expectProved(result)
    #expect(!result.separatedRows.isEmpty)
  }
}
