extension Fit {
  /// The dropped regressors; those that do not vary over the sample are told apart from those that
  /// others explain.
  ///
  /// - Parameter design: what was fitted.
  /// - Returns: as ``droppedRegressors``, in its order.
  package func droppedRegressors(in design: Design) -> [DroppedRegressor] {
    guard !droppedRegressors.isEmpty else { return [] }
    let columns = design.regressors + design.endogenous + design.instruments
    return droppedRegressors.map { regressor in
      guard let column = columns.first(where: { $0.name == regressor.name }),
        let first = order.first.map({ column.values[Int($0)] }),
        order.allSatisfy({ column.values[Int($0)] == first })
      else { return regressor }
      return DroppedRegressor(
        name: regressor.name, reason: first == 0 ? .zero : .constant(first))
    }
  }
}
