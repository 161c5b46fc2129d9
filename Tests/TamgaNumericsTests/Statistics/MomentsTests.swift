import TamgaNumerics
import TestSupport
import Testing

@Suite("Totals, means and moments") struct MomentsTests {
  @Test("a compensated total keeps what plain addition loses") func total() {
    #expect(compensatedTotal(of: [1e16, 1, -1e16]) == 1)
    #expect(compensatedTotal(of: [1, 1e100, 1, -1e100]) == 2)
    var left = CompensatedSum()
    left.add(1e16)
    var right = CompensatedSum()
    right.add(1)
    right.add(-1e16)
    left.add(right)
    #expect(left.total == 1)
  }

  @Test("the mean of nothing is missing") func mean() {
    #expect(TamgaNumerics.mean(of: []) == .missing(.tooFewObservations))
    #expect(TamgaNumerics.mean(of: [1, 2, 6]) == .value(3))
    #expect(TamgaNumerics.mean(of: [1e308, 1e308]) == .value(1e308))
  }

  @Test("a level a billion times the spread changes no digit that matters") func offset() throws {
    let x: [Double] = [4, 7, 13, 16]
    let y: [Double] = [1, 3, 2, 8]
    let near = try #require(PairedMoments(x: x, y: y).correlation.value)
    let far = try #require(PairedMoments(x: x.map { $0 + 1e9 }, y: y).correlation.value)
    // Sxx = 90, Syy = 29, Sxy = 39.
    #expect(abs(near - 39 / (90.0 * 29).squareRoot()) < 1e-15)
    #expect(abs(far - near) < 1e-15)
  }

  @Test("scaling by huge and tiny factors changes no bit") func scaling() {
    let x: [Double] = [4, 7, 13, 16]
    let y: [Double] = [1, 3, 2, 8]
    let plain = PairedMoments(x: x, y: y).correlation
    let scaled = PairedMoments(x: x.map { $0 * 0x1p1000 }, y: y.map { $0 * 0x1p-900 }).correlation
    #expect(plain == scaled)
  }

  @Test("a side that does not vary has no correlation") func constant() {
    #expect(PairedMoments(x: [0.1, 0.1, 0.1], y: [1, 2, 3]).correlation == .missing(.noVariation))
    #expect(PairedMoments(x: [1], y: [1]).correlation == .missing(.tooFewObservations))
    #expect(PairedMoments(x: [], y: []).correlation == .missing(.tooFewObservations))
  }
}
