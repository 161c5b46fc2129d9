internal import TamgaIndicators
internal import TamgaNumerics
public import TamgaPresent

/// What `stats.correlation` is asked for.
public struct CorrelationParameters: StudyParameters {
  /// The first series.
  public var x: SeriesReference
  /// The second series.
  public var y: SeriesReference
  /// A printed coefficient to compare with.
  public var printed: SeriesReference?

  /// The keys of the study file.
  public static let keys = [
    ParameterKey(
      "x", required: true,
      "series: {indicator, region, dataset} or {flow, reporter, partner, dataset}"),
    ParameterKey("y", required: true, "series"),
    ParameterKey("printed", "a printed coefficient: {indicator, region, dataset}"),
  ]

  /// Reads the parameters of a study file.
  public init(_ reader: ParameterReader) throws {
    x = try SeriesReference(reading: reader.required("x"))
    y = try SeriesReference(reading: reader.required("y"))
    printed = try reader.optional("printed").map(SeriesReference.init(reading:))
  }
}

/// Correlation of two series with everything a careful reader asks for: n, t, p, Fisher interval,
/// rank correlations, each year left out once, first differences.
public enum CorrelationAnalysis: Analysis {
  /// The id.
  public static let id = "stats.correlation"
  /// The version.
  public static let version = 2

  /// The two series, and the printed coefficient.
  public static func inputs(_ parameters: CorrelationParameters) -> [TableRequest] {
    [parameters.x.request("x"), parameters.y.request("y")]
      + (parameters.printed.map { [$0.request("printed")] } ?? [])
  }

  /// Computes the correlation.
  public static func run(_ tables: Tables, _ parameters: CorrelationParameters, step: String)
    throws -> AnalysisResult
  {
    let rows = try CorrelationRows(
      x: tables["x"].filter { $0.period.isWholeYear },
      y: tables["y"].filter { $0.period.isWholeYear })
    return try CorrelationPresentation(
      parameters: parameters, step: step, rows: rows, printed: tables["printed"].first
    ).result()
  }
}

/// The years of two series side by side.
struct CorrelationRows {
  struct Row {
    let period: Period
    let x: DataPoint?
    let y: DataPoint?
  }

  let rows: [Row]

  init(x: [DataPoint], y: [DataPoint]) throws {
    let periods = Set((x + y).map(\.period)).sorted { $0.year < $1.year }
    rows = periods.map { period in
      Row(
        period: period, x: x.first { $0.period == period }, y: y.first { $0.period == period })
    }
    guard !rows.isEmpty else {
      throw Diagnostic("T052", ["reporter": "x", "partner": "y", "what": "series"])
    }
  }

  /// The rows in published units, as the statistics take them.
  var pairs: [LabelledPair] {
    func number(_ point: DataPoint?) -> Double? {
      guard let point, let value = point.value else { return nil }
      return value.shown(in: MeasureUnit(id: point.publishedUnit) ?? .ratio).double
    }
    return rows.map { LabelledPair(label: $0.period.description, x: number($0.x), y: number($0.y)) }
  }
}
