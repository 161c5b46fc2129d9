internal import TamgaPresent

/// Builds the Vega-Lite specification of a figure.
///
/// The data stand inside and come from the figure's table only; texts are ours, so that nothing is
/// left for a browser to format but the ticks of an axis, for which it gets our locale.
struct ChartSpec: Sendable {
  /// How wide a chart is drawn.
  enum Width: Sendable {
    /// For a page: the width of its container, names of series in a key.
    case container
    /// For a wide drawing: names of series at the ends of lines.
    case wide
    /// For a narrow drawing: names of series in a key.
    case narrow

    var json: JSONValue {
      switch self {
      case .container: "container"
      case .wide: 720
      case .narrow: 340
      }
    }
    var height: Int { self == .wide ? 340 : 280 }
    var hasKey: Bool { self != .wide }
  }

  let figure: Figure
  let data: ChartData
  let edition: Edition
  let width: Width

  /// The specification of a figure.
  ///
  /// - Throws: `T724` when the figure names a column its table has not.
  static func vegaLite(_ figure: Figure, in edition: Edition, width: Width) throws -> JSONValue {
    var data = try ChartData(figure, in: edition)
    if figure.kind == .interval || (figure.kind == .bar && !data.overTime) {
      data.wrapCategories(at: width == .wide ? 32 : 16)
    }
    return ChartSpec(figure: figure, data: data, edition: edition, width: width).json
  }

  private var json: JSONValue {
    var fields: [String: JSONValue] =
      switch figure.kind {
      case .line: lines
      case .bar: data.overTime ? columns : bars
      case .scatter: scatter
      case .interval: intervals
      }
    fields["$schema"] = "https://vega.github.io/schema/vega-lite/v6.json"
    fields["width"] = width.json
    fields["autosize"] = ["type": "fit-x", "contains": "padding"]
    fields["background"] = .null
    fields["config"] = configuration
    fields["padding"] = ["left": 0, "top": 4, "right": .integer(rightPadding), "bottom": 4]
    return .object(fields)
  }

  /// Room at the right: names at the ends of lines are wider in a browser than where they are drawn.
  private var rightPadding: Int { figure.kind == .line && !width.hasKey ? 24 : 4 }

  private var configuration: JSONValue {
    [
      "font": "system-ui, Noto Sans, Liberation Sans, Arial, sans-serif",
      "locale": ["number": edition.vegaNumberLocale],
      "view": ["stroke": .null],
      "axis": [
        "labelColor": .string(ChartPalette.label.hex), "labelFontSize": 12, "labelPadding": 6,
        "titleColor": .string(ChartPalette.label.hex), "titleFontSize": 12,
        "titleFontWeight": "normal", "gridColor": .string(ChartPalette.grid.hex),
        "domainColor": .string(ChartPalette.axis.hex), "tickColor": .string(ChartPalette.axis.hex),
        "labelLimit": .integer(width == .wide ? 220 : 120),
      ],
      "legend": [
        "labelColor": .string(ChartPalette.ink.hex), "labelFontSize": 13, "labelLimit": 280,
        "orient": "top", "direction": "vertical", "columns": 1, "symbolSize": 90, "offset": 10,
      ],
      "text": ["color": .string(ChartPalette.ink.hex), "fontSize": 12],
    ]
  }

  /// The numbers of the table, one object a point.
  func values(_ more: (ChartData.Row, Int) -> [String: JSONValue] = { _, _ in [:] }) -> JSONValue {
    .array(
      data.rows.flatMap { row in
        row.points.indices.map { index in
          var object: [String: JSONValue] = [
            "x": .string(row.category), "series": .string(data.series[index]),
            "y": number(row.points[index].number), "shown": .string(row.points[index].shown),
          ]
          object.merge(more(row, index)) { _, new in new }
          return .object(object)
        }
      })
  }

  /// A number of a specification; null leaves a gap.
  func number(_ value: Double?) -> JSONValue { value.map(JSONValue.number) ?? .null }

  /// The colours, dashes or shapes of the series in order.
  func range(_ pick: (Int) -> JSONValue) -> JSONValue {
    [
      "domain": .array(data.series.map(JSONValue.string)),
      "range": .array(data.series.indices.map(pick)),
    ]
  }

  /// What a pointer over a mark shows; the table twin says the same.
  var tooltip: JSONValue {
    [
      ["field": "series", "type": "nominal", "title": " "],
      ["field": "x", "type": "nominal", "title": "  "],
      ["field": "shown", "type": "nominal", "title": "   "],
    ]
  }

  /// The encoding of a series by colour; `key` nil leaves the key to another layer.
  func colour(
    key: JSONValue?, _ pick: (Int) -> ChartPalette.Colour = ChartPalette.colour
  ) -> JSONValue {
    var members: [String: JSONValue] = [
      "field": "series", "type": "nominal", "sort": .null, "title": .null,
      "scale": range { .string(pick($0).hex) },
    ]
    if let key { members["legend"] = data.series.count > 1 ? key : .null }
    return .object(members)
  }

  /// The categories in the table's order: one without a number keeps its place.
  var categories: JSONValue {
    var seen: Set<String> = []
    return .array(
      data.rows.map(\.category).filter { seen.insert($0).inserted }.map { .string($0) })
  }

  /// An axis of periods; labels that would overlap are left out.
  func periodAxis(ticks: Bool) -> JSONValue {
    [
      "title": .null, "labelAngle": 0, "grid": false, "ticks": .bool(ticks),
      "labelOverlap": "greedy", "labelSeparation": 8,
    ]
  }

  /// An axis of names, broken into lines where they are long.
  func nameAxis() -> JSONValue {
    [
      "title": .null, "domain": false, "ticks": false, "labelFontSize": 13, "labelLimit": 260,
      "labelExpr": "split(datum.label, '\\n')",
    ]
  }

  /// The height of a row of named marks, with room for the lines of the longest name.
  func rowHeight(_ least: Int) -> Int {
    let lines = data.rows.map { $0.category.split(separator: "\n").count }.max() ?? 1
    return max(least, lines * 16 + 10)
  }

  /// A quantitative axis with its title above it, ticks in a compact form.
  func measureAxis(_ title: Message, of numbers: [Double], horizontal: Bool) -> JSONValue {
    var axis: [String: JSONValue] = [
      "title": .string(edition.plain(title)), "domain": false, "ticks": false,
      "tickCount": .integer(width == .wide ? 6 : 4),
      "labelExpr": .string(edition.tickExpression(for: numbers)), "labelFlush": false,
    ]
    if !horizontal {
      axis["titleAngle"] = 0
      axis["titleAlign"] = "left"
      axis["titleAnchor"] = "end"
      axis["titleBaseline"] = "bottom"
      axis["titleX"] = 0
      axis["titleY"] = -10
      axis["titleLimit"] = .integer(width == .wide ? 640 : 320)
    }
    return .object(axis)
  }
}
