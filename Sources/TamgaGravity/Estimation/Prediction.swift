#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A row to predict: regressors in the order of ``Fit/names``, and a level code for each effect.
public struct PredictionRow: Sendable {
  /// Values of the kept regressors; nil where missing.
  public var regressors: [Double?]
  /// Codes of the effects' factors, as in the design; nil where missing or never seen there.
  public var levels: [Int32?]
  /// Values of the slope columns, by effect; nil for effects without.
  public var slopes: [Double?]
  /// The offset.
  public var offset: Double

  /// Creates a row.
  public init(
    regressors: [Double?], levels: [Int32?], slopes: [Double?] = [], offset: Double = 0
  ) {
    self.regressors = regressors
    self.levels = levels
    self.slopes = slopes
    self.offset = offset
  }
}

/// A prediction, or why there is none; never extrapolated.
public enum Prediction: Hashable, Sendable {
  /// The mean and its linear predictor.
  case value(mean: Double, link: Double)
  /// A regressor, level or slope is missing.
  case missingInput
  /// A level of this effect has no row in the sample.
  case unseenLevel(effect: String)
  /// The levels belong to different components, so that their sum is not identified.
  case otherComponent
  /// The mean is too large for a number.
  case outOfRange
}

extension Fit {
  /// The predicted mean of a row.
  public func predict(_ row: PredictionRow) -> Prediction {
    predict(row, ignoringComponents: false)
  }

  /// The predicted mean of a row, whether or not its levels are linked by the sample.
  package func predict(_ row: PredictionRow, ignoringComponents: Bool) -> Prediction {
    guard row.regressors.count == names.count, row.levels.count == effects.count else {
      return .missingInput
    }
    var link = row.offset
    for (place, value) in row.regressors.enumerated() {
      guard let value, value.isFinite else { return .missingInput }
      link += value * coefficients[place]
    }
    var component: Int32?
    for (place, effect) in fixedEffects.effects.enumerated() {
      guard let code = row.levels[place] else { return .missingInput }
      guard code >= 0, Int(code) < effect.values.count, let value = effect.values[Int(code)] else {
        return .unseenLevel(effect: effect.name)
      }
      if !ignoringComponents, let own = effect.components?[Int(code)] {
        if let component, component != own { return .otherComponent }
        component = own
      }
      if effects[place].isSlope {
        guard place < row.slopes.count, let slope = row.slopes[place] else { return .missingInput }
        link += value * slope
      } else {
        link += value
      }
    }
    let mean =
      switch family {
      case .gaussian: link
      case .logit: 1 / (1 + exp(-link))
      case .poisson, .gamma, .negativeBinomial: exp(link)
      }
    guard link.isFinite, mean.isFinite else { return .outOfRange }
    return .value(mean: mean, link: link)
  }
}
