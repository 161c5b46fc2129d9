public import TamgaNumerics

/// What an axis is like.
public struct AxisDiagnostics: Hashable, Sendable {
  /// The name of the axis.
  public let axis: String
  /// The links of the trunk for which there is no way, as `A–B`; with any, sums are missing.
  public let brokenLinks: [String]
  /// Length, km.
  public let kilometres: Outcome<Double>
  /// Driving time, h.
  public let freeHours: Outcome<Double>
  /// Driving time with waiting at borders, h.
  public let hoursWithBorders: Outcome<Double>
  /// Length over the great circle between the ends, at least about 1.
  public let detour: Outcome<Double>
  /// The longest way between two large cities next to each other on the trunk, or to an end, km.
  public let gapKilometres: Outcome<Double>
  /// 1 − gap / length, `0...1`.
  public let continuity: Outcome<Double>
  /// People of the trunk's cities per 100 km.
  public let populationDensity: Outcome<Double>
  /// Product of the trunk's cities per 100 km.
  public let productDensity: Outcome<Double>
  /// The gravitation of neighbouring cities along the trunk, per cent of all; missing without an
  /// index.
  public let interaction: Outcome<Double>
  /// The link that slows down most in the worst season, and by which factor.
  public let weakLink: String?
  /// The slowdown of the weak link.
  public let slowdown: Outcome<Double>
  /// Branches that lie on the trunk: the way over them is longer by less than 5 %.
  public let branchesOnTrunk: [String]
}

extension AxisNetwork {
  /// Measures an axis.
  ///
  /// - Parameters:
  ///   - axis: its cities are in the network.
  ///   - largeFrom: the population from which a city closes a gap.
  ///   - gravitation: an index over the cities, for the interaction.
  /// - Returns: `missing(unreachable)` for sums over broken links.
  /// - Throws: ``AxisError/unknownCity(_:)``.
  public func diagnose(
    _ axis: DevelopmentAxis, largeFrom: Double = 50_000, gravitation: GravitationIndex? = nil
  ) throws(AxisError) -> AxisDiagnostics {
    for name in axis.trunk + axis.branches.map(\.to) where city(name) == nil {
      throw .unknownCity(name)
    }
    let found = axis.links.map { link($0.from, $0.to) }
    let broken = zip(axis.links, found).filter { $0.1 == nil }.map { $0.0.from + "–" + $0.0.to }
    let links = found.compactMap(\.self)
    let isWhole = broken.isEmpty
    func sum(_ value: (AxisLink) -> Double) -> Outcome<Double> {
      isWhole ? .value(compensatedTotal(of: links.map(value))) : .missing(.unreachable)
    }
    let length = sum(\.kilometres)
    let gap = isWhole ? gap(axis, links, largeFrom) : .missing(.unreachable)
    func per100(_ mass: (AxisCity) -> Double) -> Outcome<Double> {
      guard let length = length.value else { return .missing(.unreachable) }
      return .value(
        compensatedTotal(of: axis.trunk.compactMap { city($0).map(mass) }) / length * 100)
    }
    let weakest = links.max { one, other in
      (one.seasonalSlowdown, other.from) < (other.seasonalSlowdown, one.from)
    }
    let ends = [axis.trunk.first, axis.trunk.last].compactMap { $0.flatMap(city)?.point }
    return AxisDiagnostics(
      axis: axis.name, brokenLinks: broken, kilometres: length, freeHours: sum(\.freeHours),
      hoursWithBorders: sum { $0.freeHours + $0.borderHours },
      detour: straightness(length, ends), gapKilometres: gap,
      continuity: {
        guard let length = length.value, let gap = gap.value else {
          return .missing(.unreachable)
        }
        return .value(max(0, 1 - gap / length))
      }(), populationDensity: per100(\.population), productDensity: per100(\.product),
      interaction: interaction(axis, gravitation),
      weakLink: weakest.map { $0.from + "–" + $0.to },
      slowdown: weakest.map { .value($0.seasonalSlowdown) } ?? .missing(.unreachable),
      branchesOnTrunk: axis.branches.filter { lies($0, on: axis) }.map(\.to))
  }

  private func straightness(_ length: Outcome<Double>, _ ends: [EarthPoint]) -> Outcome<Double> {
    guard let length = length.value else { return .missing(.unreachable) }
    guard ends.count == 2 else { return .missing(.missingInput) }
    let straight = ends[0].kilometres(to: ends[1])
    return straight > 0 ? .value(length / straight) : .missing(.zeroDenominator)
  }

  /// The longest stretch without a large city; the ends of the axis close a stretch too.
  private func gap(_ axis: DevelopmentAxis, _ links: [AxisLink], _ largeFrom: Double)
    -> Outcome<Double>
  {
    var (longest, current) = (0.0, 0.0)
    for (link, name) in zip(links, axis.trunk.dropFirst()) {
      current += link.kilometres
      if (city(name)?.population ?? 0) >= largeFrom || name == axis.trunk.last {
        longest = max(longest, current)
        current = 0
      }
    }
    return .value(longest)
  }

  private func interaction(_ axis: DevelopmentAxis, _ index: GravitationIndex?)
    -> Outcome<Double>
  {
    guard let index else { return .missing(.missingInput) }
    let ends = Set(axis.links.map { Set([$0.from, $0.to]) })
    let pairs = index.pairs.filter { ends.contains([$0.origin, $0.destination]) }
    guard pairs.count == ends.count else { return .missing(.missingInput) }
    if let reason = pairs.compactMap(\.share.reason).first { return .missing(reason) }
    return .value(compensatedTotal(of: pairs.compactMap(\.share.value)))
  }

  /// Whether going over a branch's city to a neighbour of its city hardly lengthens the way.
  private func lies(_ branch: AxisBranch, on axis: DevelopmentAxis) -> Bool {
    axis.links.filter { $0.from == branch.from || $0.to == branch.from }.contains { ends in
      let next = ends.from == branch.from ? ends.to : ends.from
      guard let out = link(branch.from, branch.to), let on = link(branch.to, next),
        let direct = link(branch.from, next)
      else { return false }
      return out.kilometres + on.kilometres < 1.05 * direct.kilometres
    }
  }

  /// Returns the kilometres of trunk that two axes share.
  public func sharedKilometres(_ one: DevelopmentAxis, _ other: DevelopmentAxis) -> Double {
    let ends = Set(other.links.map { Set([$0.from, $0.to]) })
    return compensatedTotal(
      of: one.links.filter { ends.contains([$0.from, $0.to]) }.compactMap {
        link($0.from, $0.to)?.kilometres
      })
  }
}
