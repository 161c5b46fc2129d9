/// The tables and views of a warehouse.
///
/// Facts carry codes as text, money as DECIMAL(18,3) in currency units, and for every row the
/// place it was read from: `file_id` and `locator`. Nothing is updated in place: a changed number
/// is a row of a new vintage.
enum WarehouseSchema {
  /// The version of the tables; a program opens only its own.
  static let version = 1

  /// All statements that make an empty warehouse.
  static var statements: [String] {
    [provenance, facts, dimensions, currentViews, sumViews]
      + ["INSERT INTO schema_version VALUES (\(version))"]
  }

  private static let provenance = """
    CREATE TABLE schema_version(version INTEGER NOT NULL);
    CREATE TABLE source_file(
      file_id INTEGER PRIMARY KEY, sha256 VARCHAR NOT NULL, name VARCHAR NOT NULL,
      byte_count BIGINT NOT NULL, format VARCHAR NOT NULL, importer VARCHAR NOT NULL,
      importer_version INTEGER NOT NULL, publisher VARCHAR, licence VARCHAR,
      published_on VARCHAR, date_kind VARCHAR NOT NULL, content_hash VARCHAR NOT NULL,
      superseded_by INTEGER);
    CREATE TABLE source_sheet(
      file_id INTEGER NOT NULL, sheet INTEGER NOT NULL, name VARCHAR NOT NULL);
    CREATE TABLE vintage(
      vintage_id INTEGER PRIMARY KEY, dataset VARCHAR NOT NULL, slice VARCHAR NOT NULL,
      content_hash VARCHAR NOT NULL);
    CREATE TABLE vintage_origin(
      vintage_id INTEGER NOT NULL, file_id INTEGER NOT NULL, sheet VARCHAR NOT NULL,
      published_on VARCHAR, date_kind VARCHAR NOT NULL);
    CREATE TABLE activity(
      activity_id INTEGER PRIMARY KEY, file_id INTEGER NOT NULL, sheet VARCHAR NOT NULL,
      dataset VARCHAR NOT NULL, rows_in BIGINT NOT NULL, accepted BIGINT NOT NULL,
      rejected BIGINT NOT NULL, observations BIGINT NOT NULL, cells BIGINT NOT NULL,
      cells_structural BIGINT NOT NULL, bytes_in BIGINT NOT NULL, control_sums VARCHAR NOT NULL);
    CREATE TABLE reject(
      activity_id INTEGER NOT NULL, sheet VARCHAR, line BIGINT NOT NULL, raw VARCHAR NOT NULL,
      code VARCHAR NOT NULL, reason VARCHAR NOT NULL);
    CREATE TABLE note(
      activity_id INTEGER NOT NULL, mark VARCHAR NOT NULL, text VARCHAR NOT NULL,
      cells VARCHAR NOT NULL);
    CREATE TABLE cell(
      file_id INTEGER NOT NULL, locator BIGINT NOT NULL, line BIGINT, raw VARCHAR NOT NULL,
      printed VARCHAR);
    CREATE TABLE value_record(
      id VARCHAR NOT NULL, run VARCHAR NOT NULL, json VARCHAR NOT NULL, stored BIGINT NOT NULL);
    """

  private static let facts = """
    CREATE TABLE flow(
      obs_id BIGINT NOT NULL, dataset VARCHAR NOT NULL, vintage_id INTEGER NOT NULL,
      reporter VARCHAR NOT NULL, partner VARCHAR NOT NULL, partner_kind VARCHAR NOT NULL,
      flow VARCHAR NOT NULL, product VARCHAR NOT NULL, nomenclature VARCHAR NOT NULL,
      period VARCHAR NOT NULL, value DECIMAL(18,3), currency VARCHAR NOT NULL,
      valuation VARCHAR NOT NULL, qty DECIMAL(18,3), qty_unit VARCHAR, net_kg DECIMAL(18,3),
      mode VARCHAR, crossing VARCHAR, procedure VARCHAR, state VARCHAR NOT NULL, reason VARCHAR,
      status VARCHAR NOT NULL, is_aggregate BOOLEAN NOT NULL, source_unit VARCHAR NOT NULL,
      source_value DECIMAL(38,9), file_id INTEGER NOT NULL, locator BIGINT NOT NULL);
    CREATE TABLE indicator(
      obs_id BIGINT NOT NULL, dataset VARCHAR NOT NULL, vintage_id INTEGER NOT NULL,
      region VARCHAR NOT NULL, indicator VARCHAR NOT NULL, period VARCHAR NOT NULL,
      value DECIMAL(38,9), unit VARCHAR NOT NULL, price_basis VARCHAR NOT NULL,
      base_period VARCHAR, state VARCHAR NOT NULL, reason VARCHAR, status VARCHAR NOT NULL,
      is_aggregate BOOLEAN NOT NULL, file_id INTEGER NOT NULL, locator BIGINT NOT NULL);
    """

  private static let dimensions = """
    CREATE TABLE country(
      iso3 VARCHAR, kind VARCHAR, iso2 VARCHAR, m49 VARCHAR, comtrade VARCHAR, name_en VARCHAR,
      name_ru VARCHAR, name_kk VARCHAR, name_ky VARCHAR, valid_from VARCHAR, valid_to VARCHAR,
      source VARCHAR);
    CREATE TABLE country_group(
      code VARCHAR, m49 VARCHAR, members VARCHAR, name_en VARCHAR, name_ru VARCHAR,
      name_kk VARCHAR, name_ky VARCHAR, source VARCHAR);
    CREATE TABLE membership(
      country_group VARCHAR, member VARCHAR, valid_from VARCHAR, valid_to VARCHAR,
      status VARCHAR, source VARCHAR);
    CREATE TABLE region(
      region VARCHAR, type VARCHAR, parent VARCHAR, national_code VARCHAR, former_code VARCHAR,
      name_en VARCHAR, name_ru VARCHAR, name_kk VARCHAR, name_ky VARCHAR, valid_from VARCHAR,
      valid_to VARCHAR, source VARCHAR);
    CREATE TABLE name_decision(
      label VARCHAR NOT NULL, dataset VARCHAR NOT NULL, entity VARCHAR NOT NULL,
      rule VARCHAR NOT NULL, decided_by VARCHAR NOT NULL);
    CREATE TABLE period(
      id VARCHAR PRIMARY KEY, first_day DATE NOT NULL, last_day DATE NOT NULL,
      freq VARCHAR NOT NULL, kind VARCHAR NOT NULL);
    CREATE TABLE unit(
      id VARCHAR PRIMARY KEY, dimension VARCHAR NOT NULL, numerator DECIMAL(38,0) NOT NULL,
      denominator DECIMAL(38,0) NOT NULL);
    CREATE TABLE currency_rate(
      currency VARCHAR NOT NULL, period VARCHAR NOT NULL, usd_per_unit DECIMAL(18,9) NOT NULL,
      kind VARCHAR NOT NULL, source VARCHAR NOT NULL, vintage VARCHAR NOT NULL);
    """

  /// Vintages in force: of each slice those of its latest publication; files that were imported
  /// anew do not count.
  private static let currentViews = """
    CREATE VIEW vintage_current AS
      SELECT DISTINCT vintage_id FROM (\(eligibleOrigins(asOf: nil))) WHERE place = 1;
    CREATE VIEW flow_current AS SELECT f.* FROM flow f SEMI JOIN vintage_current USING (vintage_id)
      QUALIFY row_number() OVER (PARTITION BY dataset, \(flowKey) ORDER BY vintage_id DESC) = 1;
    CREATE VIEW indicator_current AS
      SELECT i.* FROM indicator i SEMI JOIN vintage_current USING (vintage_id)
      QUALIFY row_number() OVER (
        PARTITION BY dataset, \(indicatorKey) ORDER BY vintage_id DESC) = 1;
    """

  /// Sums run over leaves: no group, total or printed turnover.
  private static let sumViews = """
    CREATE VIEW flow_leaf AS SELECT * FROM flow_current WHERE NOT is_aggregate AND flow <> 'T';
    CREATE VIEW flow_usd AS
      SELECT f.*, f.value AS value_usd, 'as published' AS rate_source, '' AS rate_vintage
      FROM flow_current f WHERE f.currency = 'USD'
      UNION ALL
      SELECT f.*, CAST(f.value * r.usd_per_unit AS DECIMAL(18,3)), r.source, r.vintage
      FROM flow_current f JOIN currency_rate r
        ON r.currency = f.currency AND r.period = f.period AND r.kind = 'average'
      WHERE f.currency <> 'USD';
    """

  /// The columns that name a flow within a data set.
  static let flowKey =
    "reporter, partner, partner_kind, flow, product, nomenclature, period, valuation, currency"

  /// The columns that name an indicator's value within a data set.
  static let indicatorKey = "region, indicator, period, price_basis, unit"

  /// Origins of vintages with their place by date within their slice, the latest first.
  ///
  /// Undated origins are older than every dated one.
  ///
  /// - Parameter parameter: the parameter that holds a date; nil for no limit.
  /// - Returns: a query with the columns `vintage_id` and `place`.
  static func eligibleOrigins(asOf parameter: String?) -> String {
    let limit = parameter.map { "AND (o.published_on IS NULL OR o.published_on <= \($0))" } ?? ""
    return """
      SELECT v.vintage_id, rank() OVER (
        PARTITION BY v.dataset, v.slice ORDER BY coalesce(o.published_on, '') DESC) AS place
      FROM vintage v JOIN vintage_origin o USING (vintage_id)
      JOIN source_file s ON s.file_id = o.file_id
      WHERE s.superseded_by IS NULL \(limit)
      """
  }
}
