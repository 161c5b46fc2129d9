internal import TamgaNumerics

extension RegressionTable {
  /// The coefficients of a column as a figure, in falling order.
  ///
  /// - Returns: nil when there is no such column.
  public func coefficientFigure(
    column index: Int, id: String, sources: [SourceReference]
  ) -> EstimateFigure? {
    guard columns.indices.contains(index) else { return nil }
    let column = columns[index]
    let model = models[column.model]
    let type = RegressionTable.errorText(column.seType)
    let texts = EstimateFigure.Texts(
      finding: Message(
        "regression.figure.coefficients",
        ["model": .text(model.title), "dependent": .text(model.dependent)]),
      subtitle: Message(
        "regression.figure.subtitle",
        [
          "type": .message(type), "convention": .text(column.seType.convention.rawValue),
          "n": .count(model.sample.rowsKept),
        ]),
      axis: Message("regression.part.estimate"),
      summary: Message(
        "regression.figure.summary",
        ["n": .count(column.coefficients.count), "model": .text(model.title)]))
    return EstimateFigure(
      id: id,
      items: column.coefficients.map {
        EstimateFigure.Item(
          label: .text($0.name), code: $0.name, estimate: $0.estimate, interval: $0.ci95)
      }, texts: texts, unit: "1", digits: options.digits, sources: sources)
  }
}
