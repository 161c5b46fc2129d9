internal import TamgaPresent

/// Imports one sheet: its tables, its ledger, its notes.
struct SheetImporter<Resolver: LabelResolving> {
  let context: BookContext
  let resolver: Resolver
  let path: String

  /// Returns the sheet's tables as imported; a sheet without tables gives one with no rows.
  func sheets(of grid: Grid) throws -> [ImportedSheet] {
    let sheet = SheetView(grid)
    let place = SheetPlace(file: path, sheet: grid.name)
    let regions = RegionFinder.regions(of: sheet)
    let footnotes = notes(sheet, regions)
    var tables: [TableImport] = []
    var inherited: [HeaderTree.Node] = []
    for region in regions {
      let table = Table(sheet, region, footnotes: footnotes, inherited: inherited)
      if inherited.isEmpty { inherited = table.caption.nodes }
      if let table = try TableImport(table, context: context, resolver: resolver, place: place) {
        tables.append(table)
      }
    }
    return try merged(tables, sheet, place)
  }

  private func notes(_ sheet: SheetView, _ regions: [TableRegion]) -> Footnotes {
    let first = regions.compactMap(\.dataRows.first).min() ?? Int.max
    return Footnotes(sheet, after: first, dataRows: Set(regions.flatMap(\.dataRows)))
  }

  private func merged(
    _ tables: [TableImport], _ sheet: SheetView, _ place: SheetPlace
  ) throws -> [ImportedSheet] {
    let ledger = SheetLedger(
      sheet, tables: tables.map { .init(region: $0.region, stored: Set($0.storedColumns)) })
    var sheets: [ImportedSheet] = []
    for table in tables {
      if sheets.last?.dataset != table.dataset {
        sheets.append(ImportedSheet(name: sheet.grid.name, dataset: table.dataset))
      }
      sheets[sheets.count - 1].append(table)
    }
    if sheets.isEmpty { sheets = [ImportedSheet(name: sheet.grid.name)] }
    sheets[0].cellsTotal = ledger.cells
    sheets[0].cellsStructural = ledger.structural
    try prove(ledger, tables, place)
    if let first = ledger.stray.first, !tables.isEmpty {
      sheets[0].warnings.append(
        place.warning("T155", ["count": "\(ledger.stray.count)"], at: first))
    }
    if sheet.grid.isHidden, !tables.isEmpty {
      sheets[0].warnings.append(place.diagnostic("T156", .note, [:], at: nil))
    }
    return sheets
  }

  /// Rows read = accepted + rejected, and every cell of a stored column is in one of them.
  private func prove(
    _ ledger: SheetLedger, _ tables: [TableImport], _ place: SheetPlace
  ) throws {
    let rows = tables.reduce(0) { $0 + $1.accepted + $1.rejected.count }
    let observed = tables.reduce(0) { sum, table in
      sum + table.observations.count { !$0.raw.isEmpty }
    }
    let rejected = tables.reduce(0) { $0 + $1.rejectedCells }
    guard rows == ledger.rows, observed + rejected == ledger.stored else {
      throw place.error(
        "T159",
        ["rows": "\(ledger.rows)", "counted": "\(rows)", "cells": "\(ledger.stored)"])
    }
  }
}

extension ImportedSheet {
  /// Adds a table of the sheet.
  fileprivate mutating func append(_ table: TableImport) {
    rowsRead += table.accepted + table.rejected.count
    rowsAccepted += table.accepted
    rejected += table.rejected
    observations += table.observations
    aggregates += table.aggregates
    warnings += table.warnings
    for note in table.notes where !notes.contains(note) { notes.append(note) }
  }
}
