/// The colours of charts: Okabe and Ito's, with at least 3:1 against a white page.
///
/// A drawing holds the light colours; in a page each is replaced by its variable, so that the same
/// drawing follows a dark theme.
enum ChartPalette {
  /// A colour and the variable that stands for it in a page.
  struct Colour: Sendable {
    let hex: String
    let variable: String
  }

  /// The colours of series, in order.
  static let series = [
    Colour(hex: "#0072b2", variable: "--k1"),
    Colour(hex: "#d55e00", variable: "--k2"),
    Colour(hex: "#009e73", variable: "--k3"),
    Colour(hex: "#c4689a", variable: "--k4"),
    Colour(hex: "#333a40", variable: "--k5"),
  ]
  /// The light fills of every other series of bars, so that grey prints tell them apart.
  static let tints = [
    Colour(hex: "#cfe4f1", variable: "--t1"),
    Colour(hex: "#f8d9c4", variable: "--t2"),
    Colour(hex: "#cdeae1", variable: "--t3"),
    Colour(hex: "#f1dae6", variable: "--t4"),
    Colour(hex: "#dcdfe2", variable: "--t5"),
  ]
  /// A series beyond the fifth.
  static let other = Colour(hex: "#75797d", variable: "--k6")
  /// Text.
  static let ink = Colour(hex: "#1c2126", variable: "--ink")
  /// Labels of axes.
  static let label = Colour(hex: "#545b62", variable: "--ink2")
  /// Lines of the grid.
  static let grid = Colour(hex: "#e3e6e8", variable: "--grid")
  /// Axes and reference lines.
  static let axis = Colour(hex: "#8a9198", variable: "--axis")
  /// The page.
  static let paper = Colour(hex: "#ffffff", variable: "--paper")

  /// Every colour a drawing may hold.
  static let all = series + tints + [other, ink, label, grid, axis, paper]

  /// The dash patterns of series, in order; the first is a plain line.
  static let dashes: [[Int]] = [[1, 0], [7, 3], [2, 2], [9, 3, 2, 3], [4, 4], [1, 3]]
  /// The shapes of series, in order.
  static let shapes = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down"]

  /// The colour of a series by its place.
  static func colour(_ index: Int) -> Colour {
    index < series.count ? series[index] : other
  }

  /// The fill of a series of bars: full for the first, a tint for the second, and so on.
  static func fill(_ index: Int) -> Colour {
    index % 2 == 1 && index < tints.count ? tints[index] : colour(index)
  }
}
