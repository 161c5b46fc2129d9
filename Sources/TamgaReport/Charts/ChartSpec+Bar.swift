internal import TamgaPresent

extension ChartSpec {
  /// Horizontal bars by name, from zero, each with its number.
  var bars: [String: JSONValue] {
    let several = data.series.count > 1
    let isBelowZero = data.numbers.contains { $0 < 0 }
    let row = rowHeight(several ? 22 * data.series.count + 14 : 30)
    var encoding: [String: JSONValue] = [
      "y": [
        "field": "x", "type": "nominal", "sort": .null, "axis": nameAxis(),
        "scale": [
          "paddingInner": .number(several ? 0.3 : 0.25), "paddingOuter": .number(0.1),
          "domain": categories,
        ],
      ],
      "x": [
        "field": "y", "type": "quantitative",
        "scale": .object(horizontalScale(isBelowZero)),
        "axis": measureAxis(figure.yTitle, of: data.numbers, horizontal: true),
      ],
    ]
    if several { encoding["yOffset"] = offset }
    return barChart(
      encoding, height: max(90, data.rows.count * row), keyOffset: 10,
      labels: [
        label("datum.y >= 0", ["align": "left", "dx": 5]) { $0 >= 0 },
        label("datum.y < 0", ["align": "right", "dx": -5]) { $0 < 0 },
        missingLabel(["align": "left", "dx": 5]),
      ])
  }

  /// A scale from zero that leaves room for the number beside the longest bar.
  private func horizontalScale(_ isBelowZero: Bool) -> [String: JSONValue] {
    var scale: [String: JSONValue] = [
      "zero": true, "padding": .integer(isBelowZero ? 48 : 0), "nice": .bool(!isBelowZero),
    ]
    if !isBelowZero, let longest = data.numbers.max(), longest > 0 {
      scale["domainMax"] = .number(1.1 * longest)
    }
    return scale
  }

  /// Vertical bars over periods, from zero, each with its number.
  var columns: [String: JSONValue] {
    var encoding: [String: JSONValue] = [
      "x": [
        "field": "x", "type": "ordinal", "sort": .null,
        "scale": [
          "paddingInner": .number(0.4), "paddingOuter": .number(0.2), "domain": categories,
        ],
        "axis": periodAxis(ticks: false),
      ],
      "y": [
        "field": "y", "type": "quantitative", "scale": ["zero": true],
        "axis": measureAxis(figure.yTitle, of: data.numbers, horizontal: false),
      ],
    ]
    if data.series.count > 1 { encoding["xOffset"] = offset }
    let isCrowded = data.rows.count * data.series.count > (width == .wide ? 18 : 8)
    return barChart(
      encoding, height: width.height, keyOffset: 26,
      labels: isCrowded
        ? []
        : [
          label("datum.y >= 0", ["baseline": "bottom", "dy": -4]) { $0 >= 0 },
          label("datum.y < 0", ["baseline": "top", "dy": 4]) { $0 < 0 },
          missingLabel(["baseline": "bottom", "dy": -4]),
        ])
  }

  private var offset: JSONValue {
    [
      "field": "series", "type": "nominal", "sort": .null,
      "scale": [
        "domain": .array(data.series.map(JSONValue.string)), "paddingInner": .number(0.12),
      ],
    ]
  }

  private func barChart(
    _ encoding: [String: JSONValue], height: Int, keyOffset: Int, labels: [JSONValue?]
  ) -> [String: JSONValue] {
    let key: JSONValue = [
      "symbolType": "square", "symbolStrokeWidth": .number(1.5), "offset": .integer(keyOffset),
    ]
    let bars: JSONValue = [
      "mark": ["type": "bar", "strokeWidth": .number(1.5)],
      "encoding": [
        "fill": colour(key: key, ChartPalette.fill), "stroke": colour(key: key),
        "tooltip": tooltip,
      ],
    ]
    return [
      "height": .integer(height),
      "data": ["values": values { row, index in ["short": .string(row.points[index].short)] }],
      "encoding": .object(encoding),
      "layer": .array([bars] + labels.compactMap { $0 }),
    ]
  }

  /// The numbers beside the bars on one side of zero; nil when there are none.
  private func label(
    _ filter: String, _ mark: [String: JSONValue], where isMeant: (Double) -> Bool
  ) -> JSONValue? {
    guard data.numbers.contains(where: isMeant) else { return nil }
    return [
      "transform": [["filter": .string("isValid(datum.y) && " + filter)]],
      "mark": .object(mark.merging(["type": "text"]) { first, _ in first }),
      "encoding": ["text": ["field": "short", "type": "nominal"]],
    ]
  }

  /// The words for a missing number in place of its bar; nil when none is missing.
  private func missingLabel(_ mark: [String: JSONValue]) -> JSONValue? {
    let places = data.rows.flatMap { row in
      row.points.indices.filter { row.points[$0].number == nil }.map { index -> JSONValue in
        [
          "x": .string(row.category), "series": .string(data.series[index]), "y": 0,
          "short": .string(row.points[index].short),
        ]
      }
    }
    guard !places.isEmpty else { return nil }
    let style: [String: JSONValue] = [
      "type": "text", "color": .string(ChartPalette.label.hex), "fontStyle": "italic",
    ]
    return [
      "data": ["values": .array(places)],
      "mark": .object(mark.merging(style) { first, _ in first }),
      "encoding": ["text": ["field": "short", "type": "nominal"]],
    ]
  }
}
