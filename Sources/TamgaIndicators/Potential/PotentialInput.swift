/// Why a potential cannot be computed at all.
public enum PotentialError: Error, Hashable, Sendable {
  /// Two rows have one key.
  case duplicateKey(String)
  /// A number is negative, infinite or not a number, or a growth factor or distance is not positive.
  case badNumber(key: String, field: String)
  /// A flow names an exporter, product or market without facts.
  case unknownKey(String)
}

/// An average yearly flow over five years.
public struct PotentialFlow: Hashable, Sendable {
  /// The exporter's key.
  public let exporter: String
  /// The market's key.
  public let market: String
  /// The product's key.
  public let product: String
  /// The value, in one currency.
  public let value: Double

  /// Creates a flow.
  public init(exporter: String, market: String, product: String, value: Double) {
    self.exporter = exporter
    self.market = market
    self.product = product
    self.value = value
  }
}

/// What is known of an exporter.
public struct ExporterFacts: Hashable, Sendable {
  /// The key.
  public let key: String
  /// The projected growth factor of GDP, as 1.2 for a fifth more.
  public let growth: Double

  /// Creates facts.
  public init(key: String, growth: Double) {
    self.key = key
    self.growth = growth
  }
}

/// What is known of an exporter's product.
public struct SupplyFacts: Hashable, Sendable {
  /// The exporter's key.
  public let exporter: String
  /// The product's key.
  public let product: String
  /// Its imports of the product, for the balance term.
  public let imports: Double
  /// The average tariff that the exporter faces for the product, as 0.05.
  public let tariff: Double

  /// Creates facts.
  public init(exporter: String, product: String, imports: Double = 0, tariff: Double = 0) {
    self.exporter = exporter
    self.product = product
    self.imports = imports
    self.tariff = tariff
  }
}

/// What is known of a market.
public struct MarketFacts: Hashable, Sendable {
  /// The key.
  public let key: String
  /// The projected growth factor of population.
  public let population: Double
  /// The projected growth factor of GDP per person.
  public let income: Double

  /// Creates facts.
  public init(key: String, population: Double, income: Double) {
    self.key = key
    self.population = population
    self.income = income
  }
}

/// What is known of an exporter in a market.
public struct AccessFacts: Hashable, Sendable {
  /// The exporter's key.
  public let exporter: String
  /// The market's key.
  public let market: String
  /// The distance in km, or the time of the corridor with border delay in hours; positive.
  public let distance: Double
  /// The tariff that the market asks of the exporter for each product; a product without has none.
  public let tariffs: [String: Double]

  /// Creates facts.
  public init(exporter: String, market: String, distance: Double, tariffs: [String: Double] = [:]) {
    self.exporter = exporter
    self.market = market
    self.distance = distance
    self.tariffs = tariffs
  }
}

/// Everything a potential is computed from.
public struct PotentialInput: Hashable, Sendable {
  /// Average flows of all exporters to all markets.
  public let flows: [PotentialFlow]
  /// Every exporter.
  public let exporters: [ExporterFacts]
  /// Exporters' products that have imports or tariffs.
  public let supply: [SupplyFacts]
  /// Every market.
  public let markets: [MarketFacts]
  /// Every pair of exporter and market that is to be computed.
  public let access: [AccessFacts]

  /// Creates an input.
  public init(
    flows: [PotentialFlow], exporters: [ExporterFacts], supply: [SupplyFacts],
    markets: [MarketFacts], access: [AccessFacts]
  ) {
    self.flows = flows
    self.exporters = exporters
    self.supply = supply
    self.markets = markets
    self.access = access
  }
}

/// Choices that the published descriptions leave open.
public struct PotentialForm: Hashable, Sendable {
  /// The elasticity ε of demand to income per person.
  public var elasticity: Double
  /// Whether tariffs enter.
  public var usesTariffs: Bool

  /// Creates a form; by default ε = 1 with tariffs.
  public init(elasticity: Double = 1, usesTariffs: Bool = true) {
    self.elasticity = elasticity
    self.usesTariffs = usesTariffs
  }

  /// The forms whose spread is shown: ε 0.8, 1, 1.2, with and without tariffs.
  static let fan = [0.8, 1, 1.2].flatMap { elasticity in
    [true, false].map { PotentialForm(elasticity: elasticity, usesTariffs: $0) }
  }
}
