internal import TamgaNumerics

/// The indicators of concentration.
enum ConcentrationIndicators {
  static let all: [IndicatorDefinition] =
    [
      IndicatorDefinition(
        "concentration.hhi.sum-squares", formula: "Σ s²", inputs: .flows, unit: .fixed(.ratio),
        rules: (.zeroClasses, .exact),
        citation: "Hirschman (1964), The Paternity of an Index"
      ) { try herfindahlIndex(of: $0).real }
    ]
    + [1, 3, 5].map { count in
      IndicatorDefinition(
        "concentration.cr.\(count)", formula: "sum of the \(count) largest s", inputs: .flows,
        unit: .fixed(.ratio), rules: (.zeroClasses, .exact),
        citation: "Bain (1956), Barriers to New Competition"
      ) { try shareOfLargest(count, of: $0).real }
    }
}
