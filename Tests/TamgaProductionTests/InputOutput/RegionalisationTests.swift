import TamgaIndicators
import TamgaNumerics
import TestSupport
import Testing

@Suite("Regional coefficients and balancing") struct RegionalisationTests {
  private let national = [0.2, 0.3, 0.1, 0.4]

  @Test("quotients by hand") func quotients() throws {
    // Region 30 + 10 of 100 + 100: SLQ = 1.5, 0.5; λ = log₂(1.2)^0.3.
    let found = try regionalCoefficients(
      national: national, regional: [30, 10], nation: [100, 100], method: .flq(delta: 0.3))
    #expect(found.simple == [1.5, 0.5])
    #expect(abs(found.sizeFactor - 0.6698904212072138) < 1e-14)  // log₂ 1.2 to the power 0.3
    // Cell (2, 1): 0.1 · (0.5 / 1.5) λ; cell (1, 2): 1.5 / 0.5 λ > 1, capped.
    #expect(abs(found.coefficients[2] - 0.1 / 3 * found.sizeFactor) < 1e-15)
    #expect(found.coefficients[1] == 0.3)
    #expect(found.capped == 2)
    let cross = try regionalCoefficients(
      national: national, regional: [30, 10], nation: [100, 100], method: .cilq)
    #expect(cross.quotients == [1.5, 3, 1.0 / 3, 0.5])
    let simple = try regionalCoefficients(
      national: national, regional: [30, 10], nation: [100, 100], method: .slq)
    #expect(simple.coefficients == [0.2, 0.3, 0.05, 0.2])
    let augmented = try regionalCoefficients(
      national: national, regional: [30, 10], nation: [100, 100], method: .aflq(delta: 0.3))
    let ratio = augmented.coefficients[2] / found.coefficients[2]
    #expect(abs(ratio - 1.3219280948873624) < 1e-12)  // log₂ 2.5
    #expect(augmented.coefficients[3] == found.coefficients[3])
  }

  @Test("a region that is the nation keeps its coefficients", arguments: [0, 0.15, 0.25, 0.35])
  func whole(delta: Double) throws {
    let found = try regionalCoefficients(
      national: national, regional: [70, 30], nation: [70, 30], method: .flq(delta: delta))
    #expect(found.coefficients == national)
    #expect(found.sizeFactor == 1)
  }

  @Test("coefficients fall as δ rises and never exceed the nation's", arguments: UInt64(0)..<20)
  func falling(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let nation = (0..<5).map { _ in Double(100 + random.below(900)) }
    let region = nation.map { ($0 * random.unit() / 2).rounded() }
    let matrix = (0..<25).map { _ in random.unit() / 5 }
    let small = try regionalCoefficients(
      national: matrix, regional: region, nation: nation, method: .flq(delta: 0.15))
    let large = try regionalCoefficients(
      national: matrix, regional: region, nation: nation, method: .flq(delta: 0.35))
    for cell in matrix.indices {
      #expect(large.coefficients[cell] <= small.coefficients[cell])
      #expect(small.coefficients[cell] <= matrix[cell])
    }
  }

  @Test("a sector absent from the region has no coefficients") func absent() throws {
    let found = try regionalCoefficients(
      national: national, regional: [0, 10], nation: [100, 100], method: .cilq)
    #expect(found.absent == [0])
    #expect(found.coefficients == [0, 0, 0, 0.4])
  }

  @Test("RAS keeps cross-product ratios and meets its margins", arguments: UInt64(0)..<20)
  func ras(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let (height, width) = (2 + random.below(4), 2 + random.below(4))
    let start = (0..<height * width).map { _ in 1 + random.unit() * 9 }
    let target = (0..<height * width).map { _ in 1 + random.unit() * 9 }
    let rows = (0..<height).map { row in (0..<width).reduce(0.0) { $0 + target[row * width + $1] } }
    let columns = (0..<width).map { column in
      (0..<height).reduce(0.0) { $0 + target[$1 * width + column] }
    }
    let found = try balanced(start, rows: rows, columns: columns)
    for row in 0..<height {
      let sum = (0..<width).reduce(0.0) { $0 + found.values[row * width + $1] }
      #expect(abs(sum - rows[row]) <= 1e-9 * rows[row])
    }
    let before = start[0] * start[width + 1] / (start[1] * start[width])
    let after = found.values[0] * found.values[width + 1] / (found.values[1] * found.values[width])
    #expect(abs(after / before - 1) < 1e-9)
    for cell in start.indices {
      let product = start[cell] * found.rowFactors[cell / width] * found.columnFactors[cell % width]
      #expect(abs(product - found.values[cell]) <= 1e-9 * found.values[cell])
    }
    #expect(found.gaps.count == found.iterations && (found.gaps.last ?? 1) <= 1e-10)
  }

  @Test("margins that no matrix has are an error that names columns") func infeasible() throws {
    #expect(throws: InputOutputError.infeasibleMargins(columns: [1])) {
      try balanced([1, 0, 1, 1], rows: [5, 1], columns: [3, 3])
    }
    #expect(throws: InputOutputError.marginsDiffer(rows: 3, columns: 4)) {
      try balanced([1, 1, 1, 1], rows: [1, 2], columns: [2, 2])
    }
    #expect(throws: InputOutputError.negativeValue(what: "start", place: "1")) {
      try balanced([1, -1, 1, 1], rows: [1, 2], columns: [2, 1])
    }
    #expect(throws: InputOutputError.infeasibleMargins(columns: [0])) {
      try balanced([0, 1, 0, 1], rows: [1, 1], columns: [1, 1])
    }
    #expect(try balanced([0, 0, 0, 0], rows: [0, 0], columns: [0, 0]).values == [0, 0, 0, 0])
    // The corner must go to zero: RAS crawls there and says that it did not arrive.
    #expect(throws: InputOutputError.self) {
      try balanced([1, 1, 0, 1], rows: [1, 1], columns: [1, 1], tolerance: 1e-9, iterations: 50)
    }
  }
}
