public import TamgaPresent

extension ChartDrawer {
  /// Draws one figure as a standalone SVG, wide and narrow, for a command line.
  ///
  /// - Parameters:
  ///   - figure: the figure.
  ///   - values: the records of its numbers.
  ///   - names: names of countries by code and language.
  ///   - language: the language of its texts.
  /// - Returns: the drawings under the figure's id, and what went wrong.
  public func draw(
    _ figure: Figure, values: [ValueRecord], names: [String: [String: String]] = [:],
    language: Language
  ) -> ChartDrawings {
    let result = AnalysisResult(
      step: "figure", title: figure.finding, values: values, figures: [figure])
    return draw(
      RunResult(
        run: "", study: "", title: [:], question: [:], authors: [], date: "", licence: "",
        software: "", results: [result], sources: figure.sources, names: names),
      language: language)
  }
}
