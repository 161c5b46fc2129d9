internal import TamgaPresent

extension ChartSpec {
  /// Points of two measures, each with its label.
  var scatter: [String: JSONValue] {
    let points = values { row, _ in
      [
        "x": self.number(row.x?.number), "xShown": .string(row.x?.shown ?? row.category),
        "label": .string(row.label ?? row.category),
      ]
    }
    let tooltip: JSONValue = [
      ["field": "label", "type": "nominal", "title": " "],
      ["field": "xShown", "type": "nominal", "title": .string(edition.plain(figure.xTitle))],
      ["field": "shown", "type": "nominal", "title": .string(edition.plain(figure.yTitle))],
    ]
    return [
      "height": .integer(width.height),
      "data": ["values": points],
      "encoding": [
        "x": [
          "field": "x", "type": "quantitative", "scale": ["zero": false, "padding": 24],
          "axis": measureAxis(
            figure.xTitle, of: data.rows.compactMap { $0.x?.number }, horizontal: true),
        ],
        "y": [
          "field": "y", "type": "quantitative", "scale": ["zero": false, "padding": 16],
          "axis": measureAxis(figure.yTitle, of: data.numbers, horizontal: false),
        ],
      ],
      "layer": [
        [
          "mark": ["type": "point", "filled": true, "size": 90, "opacity": 1],
          "encoding": [
            "color": colour(key: ["offset": 26]),
            "shape": [
              "field": "series", "type": "nominal",
              "scale": range { .string(ChartPalette.shapes[$0 % ChartPalette.shapes.count]) },
            ],
            "tooltip": tooltip,
          ],
        ],
        [
          "transform": [["filter": "isValid(datum.x) && isValid(datum.y)"]],
          "mark": ["type": "text", "align": "left", "dx": 9, "dy": -1],
          "encoding": ["text": ["field": "label", "type": "nominal"]],
        ],
      ],
    ]
  }

  /// Estimates with their intervals, one below the other, and a line at zero.
  ///
  /// The figure's columns are estimate, lower and upper end.
  var intervals: [String: JSONValue] {
    let rows = data.rows.map { row -> JSONValue in
      let ends = row.points.map(\.number) + [nil, nil, nil]
      return [
        "name": .string(row.category), "y": number(ends[0]), "low": number(ends[1]),
        "high": number(ends[2]), "shown": .string(row.points.first?.shown ?? ""),
        "range": .string(row.points.dropFirst().map(\.shown).joined(separator: " – ")),
      ]
    }
    let numbers = data.numbers
    let spansZero = (numbers.min() ?? 0) <= 0 && (numbers.max() ?? 0) >= 0
    let blue = JSONValue.string(ChartPalette.series[0].hex)
    var layers: [JSONValue] = [
      [
        "mark": ["type": "rule", "strokeWidth": 3, "color": blue],
        "encoding": ["x": ["field": "low", "type": "quantitative"], "x2": ["field": "high"]],
      ],
      [
        "mark": ["type": "point", "filled": true, "size": 110, "opacity": 1, "color": blue],
        "encoding": [
          "tooltip": [
            ["field": "name", "type": "nominal", "title": " "],
            ["field": "shown", "type": "nominal", "title": "  "],
            ["field": "range", "type": "nominal", "title": "   "],
          ]
        ],
      ],
      [
        "transform": [["filter": "isValid(datum.y)"]],
        "mark": ["type": "text", "dy": -13],
        "encoding": ["text": ["field": "shown", "type": "nominal"]],
      ],
    ]
    if spansZero {
      layers.insert(
        [
          "data": ["values": [["zero": 0]]],
          "mark": ["type": "rule", "color": .string(ChartPalette.axis.hex), "strokeWidth": 1],
          "encoding": ["x": ["field": "zero", "type": "quantitative"], "y": .null],
        ], at: 0)
    }
    return [
      "height": .integer(max(120, data.rows.count * rowHeight(46))),
      "data": ["values": .array(rows)],
      "encoding": [
        "y": [
          "field": "name", "type": "nominal", "sort": .null,
          "scale": ["domain": categories], "axis": nameAxis(),
        ],
        "x": [
          "field": "y", "type": "quantitative", "scale": ["zero": .bool(spansZero)],
          "axis": measureAxis(figure.yTitle, of: numbers, horizontal: true),
        ],
      ],
      "layer": .array(layers),
    ]
  }
}
