internal import TamgaPresent

extension ChartSpec {
  /// Lines over periods, told apart by colour, dash and shape; a missing value breaks the line.
  var lines: [String: JSONValue] {
    var layers: [JSONValue] = [
      [
        "mark": ["type": "line", "strokeWidth": .number(2.5), "clip": false],
        "encoding": [
          "color": colour(key: width.hasKey ? nil : .null), "strokeDash": channel(dashes),
        ],
      ],
      [
        "mark": ["type": "point", "filled": true, "size": 62, "opacity": 1],
        "encoding": [
          "color": colour(key: width.hasKey ? symbolKey : .null),
          "shape": channel(shapes), "tooltip": tooltip,
        ],
      ],
    ]
    if !width.hasKey { layers.append(endLabels) }
    return [
      "height": .integer(width.height),
      "data": ["values": values()],
      "encoding": [
        "x": [
          "field": "x", "type": "ordinal", "sort": .null,
          "scale": ["padding": .number(0.25), "domain": categories],
          "axis": periodAxis(ticks: true),
        ],
        "y": [
          "field": "y", "type": "quantitative", "scale": ["zero": .bool(startsAtZero)],
          "axis": measureAxis(figure.yTitle, of: data.numbers, horizontal: false),
        ],
      ],
      "layer": .array(layers),
    ]
  }

  /// Lines need not start at zero when all numbers are far from it.
  private var startsAtZero: Bool {
    guard let low = data.numbers.min(), let high = data.numbers.max() else { return true }
    return !(low > 0 && low > high / 2)
  }

  /// The encoding of a series by dash or shape; in a key it merges with the colour.
  private func channel(_ scale: JSONValue) -> JSONValue {
    var members: [String: JSONValue] = ["field": "series", "type": "nominal", "scale": scale]
    if !width.hasKey { members["legend"] = .null }
    return .object(members)
  }

  private var dashes: JSONValue {
    range { index in
      .array(ChartPalette.dashes[index % ChartPalette.dashes.count].map { .integer($0) })
    }
  }

  private var shapes: JSONValue {
    range { .string(ChartPalette.shapes[$0 % ChartPalette.shapes.count]) }
  }

  /// A key whose symbols have the shapes of the series.
  private var symbolKey: JSONValue {
    let shape = data.series.indices.dropFirst().reversed().reduce("'circle'") { rest, index in
      let name = ChartPalette.shapes[index % ChartPalette.shapes.count]
      return "datum.index == \(index) ? '\(name)' : \(rest)"
    }
    return [
      "symbolType": ["expr": .string(shape)], "symbolStrokeWidth": 0, "symbolOpacity": 1,
      "offset": 26,
    ]
  }

  /// The name of each series beside its last point, moved apart where they would overlap.
  private var endLabels: JSONValue {
    let numbers = data.numbers
    let low = startsAtZero ? min(0, numbers.min() ?? 0) : numbers.min() ?? 0
    let high = startsAtZero ? max(0, numbers.max() ?? 0) : numbers.max() ?? 0
    let names = data.series.map { ChartData.wrapped($0, at: 18) }
    let lines = names.map { $0.split(separator: "\n").count }.max() ?? 1
    let distance = (high - low) * 1.1 * Double(17 * lines) / Double(width.height)
    var ends: [(series: Int, row: Int, y: Double)] = []
    for series in data.series.indices {
      if let row = data.rows.lastIndex(where: { $0.points[series].number != nil }) {
        ends.append((series, row, data.rows[row].points[series].number ?? 0))
      }
    }
    ends.sort { $0.y == $1.y ? $0.series < $1.series : $0.y < $1.y }
    for index in ends.indices.dropFirst() where ends[index].row == ends[index - 1].row {
      ends[index].y = max(ends[index].y, ends[index - 1].y + distance)
    }
    let rows = ends.map { end -> JSONValue in
      [
        "x": .string(data.rows[end.row].category), "y": .number(end.y),
        "series": .string(data.series[end.series]), "name": .string(names[end.series]),
      ]
    }
    return [
      "data": ["values": .array(rows)],
      "mark": [
        "type": "text", "align": "left", "baseline": "middle", "dx": 10, "fontSize": 13,
        "fontWeight": 600, "clip": false, "lineBreak": "\n",
      ],
      "encoding": [
        "text": ["field": "name", "type": "nominal"], "color": colour(key: .null),
      ],
    ]
  }
}
