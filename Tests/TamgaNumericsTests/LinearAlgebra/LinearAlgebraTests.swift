import TamgaNumerics
import TestSupport
import Testing

private func symmetric(_ seed: UInt64, _ size: Int) -> [Double] {
  var random = SplitMix(seed: seed)
  var matrix = [Double](repeating: 0, count: size * size)
  for row in 0..<size {
    for column in 0...row {
      let value = random.below(4) == 0 ? 0 : random.unit() * 4 - 2
      matrix[row * size + column] = value
      matrix[column * size + row] = value
    }
  }
  return matrix
}

@Suite("Dense linear algebra") struct LinearAlgebraTests {
  @Test("A v = λ v, the trace and the square sum agree", arguments: UInt64(0)..<20)
  func spectrum(seed: UInt64) throws {
    let size = 1 + Int(seed) % 17
    let matrix = symmetric(seed, size)
    let spectrum = try #require(SymmetricSpectrum(matrix, size: size))
    let trace = (0..<size).reduce(0.0) { $0 + matrix[$1 * size + $1] }
    #expect(abs(spectrum.eigenvalues.reduce(0, +) - trace) < 1e-12)
    let squares = matrix.reduce(0) { $0 + $1 * $1 }
    #expect(abs(spectrum.eigenvalues.reduce(0) { $0 + $1 * $1 } - squares) < 1e-11)
    for (index, value) in spectrum.eigenvalues.enumerated() {
      let vector = spectrum.vector(at: index)
      #expect(abs(vector.reduce(0) { $0 + $1 * $1 } - 1) < 1e-12)
      for row in 0..<size {
        let image = (0..<size).reduce(0.0) { $0 + matrix[row * size + $1] * vector[$1] }
        #expect(abs(image - value * vector[row]) < 1e-11)
      }
    }
    #expect(spectrum.vector(at: size).isEmpty)
  }

  @Test("the second difference has the eigenvalues 2 − 2 cos") func known() throws {
    let matrix = [2.0, -1, 0, -1, 2, -1, 0, -1, 2]
    let spectrum = try #require(SymmetricSpectrum(matrix, size: 3))
    let root = 2.0.squareRoot()
    for (found, exact) in zip(spectrum.eigenvalues, [2 + root, 2, 2 - root]) {
      #expect(abs(found - exact) < 1e-14)
    }
  }

  @Test("a system solved gives its right side back", arguments: UInt64(0)..<20)
  func system(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let size = 1 + random.below(12)
    let matrix = (0..<size * size).map { _ in random.unit() - 0.5 }
    let system = try #require(LinearSystem(matrix, size: size))
    let right = (0..<size).map { _ in random.unit() }
    let x = system.solution(right)
    let inverse = system.inverse()
    for row in 0..<size {
      let image = (0..<size).reduce(0.0) { $0 + matrix[row * size + $1] * x[$1] }
      #expect(abs(image - right[row]) < 1e-9)
      for column in 0..<size {
        let product = (0..<size).reduce(0.0) {
          $0 + matrix[row * size + $1] * inverse[$1 * size + column]
        }
        #expect(abs(product - (row == column ? 1 : 0)) < 1e-9)
      }
    }
  }

  @Test("singular, misshapen and infinite matrices have no factors") func refused() {
    #expect(LinearSystem([1, 2, 2, 4], size: 2) == nil)
    #expect(LinearSystem([0], size: 1) == nil)
    #expect(LinearSystem([1, 2, 3], size: 2) == nil)
    #expect(LinearSystem([.infinity], size: 1) == nil)
    #expect(SymmetricSpectrum([1, .nan, .nan, 1], size: 2) == nil)
    #expect(SymmetricSpectrum([], size: 0) == nil)
  }
}
