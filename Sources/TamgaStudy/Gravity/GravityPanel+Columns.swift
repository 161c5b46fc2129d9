public import TamgaData
public import TamgaGravity

extension GravityPanel {
  /// The panel as columns of a file: texts for countries (`C000`), years from 2000.
  public var columns: [PanelColumn] {
    func names(_ letter: String, _ codes: [Int32]) -> PanelColumn.Values {
      let count = Int(codes.max() ?? -1) + 1
      let width = max(3, String(max(0, count - 1)).count)
      let texts = (0..<count).map { number in
        letter + String(repeating: "0", count: width - String(number).count) + String(number)
      }
      return .levels(codes: codes, texts: texts)
    }
    var columns = [
      PanelColumn("exporter", names("C", exporter)), PanelColumn("importer", names("C", importer)),
      PanelColumn("year", .numbers(period.map { 2_000 + Double($0) })),
    ]
    if options.sectors > 1 { columns.append(PanelColumn("sector", names("S", sector))) }
    columns += [
      PanelColumn("trade", .numbers(trade)), PanelColumn("rta", .numbers(rta)),
      PanelColumn("tariff", .numbers(tariff)), PanelColumn("border_t", .numbers(border)),
    ]
    if !planted.isEmpty { columns.append(PanelColumn("planted", .numbers(planted))) }
    return columns
  }
}
