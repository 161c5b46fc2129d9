internal import TamgaPresent

extension ChartSpec {
  /// Horizontal bars by name, from zero, each with its number.
  var bars: [String: JSONValue] {
    let several = data.series.count > 1
    var encoding: [String: JSONValue] = [
      "y": [
        "field": "x", "type": "nominal", "sort": .null,
        "scale": ["paddingInner": .number(several ? 0.3 : 0.25), "paddingOuter": .number(0.1)],
        "axis": ["title": .null, "domain": false, "ticks": false, "labelFontSize": 13],
      ],
      "x": [
        "field": "y", "type": "quantitative", "scale": ["zero": true],
        "axis": measureAxis(figure.yTitle, of: data.numbers, horizontal: true),
      ],
    ]
    if several { encoding["yOffset"] = offset }
    let height = max(140, data.rows.count * (several ? 22 * data.series.count + 12 : 30))
    return barChart(
      encoding, height: height, mark: ["type": "bar"],
      labels: [
        label(">=", ["align": "left", "dx": 5]), label("<", ["align": "right", "dx": -5]),
      ])
  }

  /// Vertical bars over periods, from zero, each with its number.
  var columns: [String: JSONValue] {
    var encoding: [String: JSONValue] = [
      "x": [
        "field": "x", "type": "ordinal", "sort": .null, "scale": ["paddingInner": .number(0.25)],
        "axis": ["title": .null, "labelAngle": 0, "ticks": false, "grid": false],
      ],
      "y": [
        "field": "y", "type": "quantitative", "scale": ["zero": true],
        "axis": measureAxis(figure.yTitle, of: data.numbers, horizontal: false),
      ],
    ]
    if data.series.count > 1 { encoding["xOffset"] = offset }
    return barChart(
      encoding, height: width.height, mark: ["type": "bar"],
      labels: [
        label(">=", ["align": "center", "baseline": "bottom", "dy": -4]),
        label("<", ["align": "center", "baseline": "top", "dy": 4]),
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
    _ encoding: [String: JSONValue], height: Int, mark: JSONValue, labels: [JSONValue?]
  ) -> [String: JSONValue] {
    let crowded = data.rows.count * data.series.count > (width == .wide ? 24 : 10)
    let bars: JSONValue = [
      "mark": mark,
      "encoding": [
        "color": colour(key: ["symbolType": "square"]), "tooltip": tooltip,
      ],
    ]
    return [
      "height": .integer(height),
      "data": [
        "values": values { row, index in
          ["short": .string(row.points[index].short)]
        }
      ],
      "encoding": .object(encoding),
      "layer": .array([bars] + (crowded && data.overTime ? [] : labels.compactMap { $0 })),
    ]
  }

  /// The numbers beside the bars on one side of zero; nil when there are none.
  private func label(_ side: String, _ mark: [String: JSONValue]) -> JSONValue? {
    guard data.numbers.contains(where: { (side == "<") == ($0 < 0) }) else { return nil }
    var mark = mark
    mark["type"] = "text"
    return [
      "transform": [["filter": .string("isValid(datum.y) && datum.y \(side) 0")]],
      "mark": .object(mark),
      "encoding": ["text": ["field": "short", "type": "nominal"]],
    ]
  }
}
