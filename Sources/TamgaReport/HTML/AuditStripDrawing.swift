internal import TamgaNumerics
internal import TamgaPresent

/// What is printed above what can be recomputed, on one scale: a filled bar and an outlined one with a
/// mark at the value, each named beside it.
struct AuditStripDrawing {
  private let strip: AuditStrip
  private let edition: Edition
  private let low: Double
  private let high: Double

  private static let left = 132.0
  private static let right = 392.0

  init(_ strip: AuditStrip, edition: Edition) {
    self.strip = strip
    self.edition = edition
    let ends =
      [strip.printed.lower, strip.printed.upper, strip.value]
      + [strip.range?.lower, strip.range?.upper, strip.official].compactMap { $0 }
    low = ends.min() ?? 0
    high = ends.max() ?? 0
  }

  /// Writes the drawing with its text alternative.
  func write(_ html: inout HTMLWriter) {
    html.element(
      "svg",
      [
        "class": "strip", "viewBox": "0 0 400 \(strip.official == nil ? 56 : 84)", "role": "img",
        "aria-label": alternative,
      ]
    ) { svg in
      row(edition.ui("claims.label.published"), at: 14, &svg)
      row(edition.ui("claims.label.recomputed"), at: 42, &svg)
      bar(strip.printed, at: 14, isFilled: true, &svg)
      if let range = strip.range { bar(range, at: 42, isFilled: false, &svg) }
      diamond(place(strip.value), at: 42, &svg)
      if let official = strip.official {
        row(edition.ui("report.audit.official"), at: 70, &svg)
        ring(place(official), at: 70, &svg)
      }
    }
  }

  private func diamond(_ x: Double, at y: Int, _ svg: inout HTMLWriter) {
    svg.element(
      "path",
      [
        "d": "M\(text(x)) \(y - 7)L\(text(x + 6)) \(y)L\(text(x)) \(y + 7)L\(text(x - 6)) \(y)Z",
        "fill": "var(--k2)", "stroke": "var(--paper)",
      ])
  }

  private func ring(_ x: Double, at y: Int, _ svg: inout HTMLWriter) {
    svg.element(
      "circle",
      [
        "cx": text(x), "cy": String(y), "r": "5", "fill": "var(--paper)", "stroke": "var(--k3)",
        "stroke-width": "3",
      ])
  }

  private var alternative: String {
    func shown(_ interval: Interval) -> MessageArgument {
      .text(edition.localiser.interval(interval, digits: strip.digits))
    }
    func shown(_ value: Double) -> MessageArgument {
      .text(edition.localiser.numbers.string(value, digits: strip.digits))
    }
    let own = edition.ui(
      "report.audit.strip",
      [
        "printed": shown(strip.printed), "value": shown(strip.value),
        "range": strip.range.map { shown($0) } ?? .text("–"),
      ])
    guard let official = strip.official else { return own }
    return own + " " + edition.ui("report.audit.strip.official", ["value": shown(official)])
  }

  private func row(_ name: String, at y: Int, _ svg: inout HTMLWriter) {
    svg.element("text", ["x": "0", "y": String(y + 5), "fill": "var(--ink2)"], text: name)
    svg.element(
      "path",
      ["d": "M\(text(Self.left)) \(y)H\(text(Self.right))", "stroke": "var(--grid)"])
  }

  private func bar(_ interval: Interval, at y: Int, isFilled: Bool, _ svg: inout HTMLWriter) {
    let start = place(interval.lower)
    let width = Swift.max(3, place(interval.upper) - start)
    svg.element(
      "rect",
      [
        "x": text(start), "y": String(y - 6), "width": text(width), "height": "12",
        "fill": isFilled ? "var(--k1)" : "var(--paper)",
        "stroke": isFilled ? "var(--k1)" : "var(--k2)", "stroke-width": "2",
      ])
  }

  /// The place of a number between the ends of the scale.
  private func place(_ value: Double) -> Double {
    guard high > low else { return (Self.left + Self.right) / 2 }
    return Self.left + 8 + (value - low) / (high - low) * (Self.right - Self.left - 16)
  }

  private func text(_ number: Double) -> String { NumberFormat.plain(number, digits: 1) }
}
