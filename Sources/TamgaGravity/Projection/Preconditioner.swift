/// How the normal equations of the levels are solved.
public enum ProjectionRoute: String, Sendable, Hashable, CaseIterable {
  /// No effects, or one: nothing to solve.
  case direct
  /// Dense Cholesky factors by component: exact.
  case dense
  /// Conjugate gradients with a block for each component of the two largest further effects.
  case blocks
  /// Conjugate gradients with sparse approximate factors for each two effects.
  case pairs
  /// Conjugate gradients with the diagonal.
  case diagonal
}

/// An approximation to the inverse of S = D'W(I - M)D.
protocol Preconditioner: AnyObject {
  /// Builds it anew for the panel's present weights.
  func factor(_ panel: PanelRows, threads: Int)
  /// z = M⁻¹r for four lanes.
  func apply(_ r: Buffer<Double>, _ z: Buffer<Double>, threads: Int)
}

/// One over the diagonal of S.
final class DiagonalPreconditioner: Preconditioner {
  private let inverse: Buffer<Double>

  init(levels: Int) { inverse = Buffer(repeating: 0, count: levels) }

  func factor(_ panel: PanelRows, threads: Int) {
    inverse.fill(0)
    addEdges(panel, base: nil, cells: nil, diagonal: inverse)
    for level in 0..<inverse.count { inverse[level] = inverse[level] > 0 ? 1 / inverse[level] : 0 }
  }

  func apply(_ r: Buffer<Double>, _ z: Buffer<Double>, threads: Int) {
    scale(r, inverse, z)
  }
}

func scale(_ r: Buffer<Double>, _ factors: Buffer<Double>, _ out: Buffer<Double>) {
  for level in 0..<factors.count {
    for lane in 0..<4 { out[4 * level + lane] = r[4 * level + lane] * factors[level] }
  }
}
