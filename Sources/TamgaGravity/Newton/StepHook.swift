/// What a hook sees after each Newton step, in solver order.
package struct StepView {
  /// The step's number, from 1.
  package let step: Int
  /// The outcome, divided by ``scale``.
  package let y: Buffer<Double>
  /// η after the step, less log ``scale``.
  package let eta: Buffer<Double>
  /// The Newton direction of each row's linear predictor, before halving.
  package let change: Buffer<Double>
  /// Working weights after the step (Poisson: ωμ, in the outcome's unit divided by ``scale``).
  package let weights: Buffer<Double>
  /// What the outcome was divided by.
  package let scale: Double
  /// Whether the whole step was taken.
  package let isFull: Bool
  /// q of the step.
  package let quality: Double
  /// The change of the coefficients, 0 for those dropped, in the order of the regressors.
  package let coefficientChange: [Double]
  /// The change of the levels of the terms (``LevelNumbers``) and of the groups.
  package let levelChange: [Double]
  package let groupChange: [Double]
  /// The rows and their levels.
  package let panel: PanelRows
}

/// What a hook wants.
package enum StepAction {
  case proceed
  /// Go on, and do not stop at this step even if the iteration has converged.
  case hold
  /// Go on along the last step by so many more lengths, unless the deviance rises.
  case stretch(Double)
  /// Drop these rows, by their places in solver order, and go on.
  case drop([Int])
}

package typealias StepHook = (StepView) -> StepAction
