import TamgaNumerics
import TamgaPresent
import Testing

@testable import TamgaData

@Suite("Codes, groups and regions") struct EntityTests {
  @Test(
    "codes of every list lead to one entity",
    arguments: [
      ("KAZ", "KAZ"), ("kz", "KAZ"), ("398", "KAZ"), ("NA", "NAM"), ("NO", "NOR"), ("4", "AFG"),
      ("004", "AFG"), ("842", "USA"), ("840", "USA"), ("251", "FRA"), ("699", "IND"),
      ("757", "CHE"), ("579", "NOR"), ("490", "TWN"), ("736", "SDN"), ("729", "SDN"),
      ("891", "SCG"), ("530", "ANT"), ("830", "CHI"), ("EL", "GRC"), ("UK", "GBR"), ("W00", "WLD"),
      ("KG-T", "KG-T"), ("kz-zha", "KZ-31"), ("KZ-31", "KZ-31"), ("XKX", "XKX"), ("PSE", "PSE"),
      ("ESH", "ESH"), ("ZAR", "COD"), (" 031 ", "AZE"), ("EU27_2020", "EU27"), ("899", "XUS"),
    ])
  func codes(text: String, entity: String) throws {
    #expect(try Names.resolver().code(text)?.text == entity)
  }

  @Test(
    "numbers that lists use differently, and words, are no codes",
    arguments: ["0", "", "CS", "Казахстан", "2023", "1"])
  func noCodes(text: String) throws {
    #expect(try Names.resolver().code(text) == nil)
  }

  @Test("the Eurasian Economic Union grew from three to five members in 2015")
  func eaeu() throws {
    let resolver = try Names.resolver()
    #expect(resolver.members(of: "EAEU", in: 2014) == [])
    #expect(resolver.members(of: "EAEU", in: 2015) == ["ARM", "BLR", "KAZ", "KGZ", "RUS"])
    #expect(resolver.isMembershipComplete(of: "EAEU"))
  }

  @Test(
    "the European Union counted this many members at the end of the year",
    arguments: [
      (1957, 0), (1958, 6), (1973, 9), (1981, 10), (1986, 12), (1995, 15), (2004, 25), (2007, 27),
      (2013, 28), (2019, 28), (2020, 27), (2023, 27),
    ])
  func europeanUnion(year: Int, count: Int) throws {
    #expect(try Names.resolver().members(of: "EU", in: year).count == count)
  }

  @Test(
    "other groups counted this many members at the end of the year",
    arguments: [
      ("EU27", 1999, 27), ("EU28", 2023, 28), ("EA", 1999, 11), ("EA", 2015, 19), ("EA", 2023, 20),
      ("EA20", 2010, 20), ("SCO", 2001, 6), ("SCO", 2017, 8), ("SCO", 2023, 9), ("SCO", 2024, 10),
      ("OECD", 2021, 38), ("OECD", 2000, 30), ("CIS", 2023, 11), ("CIS", 2000, 12),
      ("CENTRAL-ASIA", 2023, 5), ("ROW", 2023, 0),
    ])
  func groups(group: String, year: Int, count: Int) throws {
    #expect(try Names.resolver().members(of: EntityCode(group), in: year).count == count)
  }

  @Test("the fixed compositions are those of their years")
  func fixed() throws {
    let resolver = try Names.resolver()
    #expect(resolver.members(of: "EU27", in: 2000) == resolver.members(of: "EU", in: 2021))
    #expect(resolver.members(of: "EU28", in: 2000) == resolver.members(of: "EU", in: 2014))
    #expect(resolver.members(of: "EA20", in: 2000) == resolver.members(of: "EA", in: 2024))
  }

  @Test("accession dates of the region to the World Trade Organization")
  func worldTradeOrganization() throws {
    let resolver = try Names.resolver()
    let years: [(EntityCode, Int)] = [
      ("KGZ", 1998), ("ARM", 2003), ("RUS", 2012), ("TJK", 2013), ("KAZ", 2015), ("CHN", 2001),
    ]
    for (country, year) in years {
      #expect(!resolver.members(of: "WTO", in: year - 1).contains(country))
      #expect(resolver.members(of: "WTO", in: year).contains(country))
    }
    #expect(!resolver.members(of: "WTO", in: 2024).contains("UZB"))
    #expect(!resolver.isMembershipComplete(of: "WTO"))
  }

  @Test("every continent's members are countries of one continent only")
  func continents() throws {
    let resolver = try Names.resolver()
    let groups: [EntityCode] = ["AFRICA", "AMERICA", "ASIA", "EUROPE", "OCEANIA"]
    let all = groups.flatMap { resolver.members(of: $0, in: 2023) }
    #expect(Set(all).count == all.count)
    #expect(all.count > 240)
    #expect(resolver.members(of: "ASIA", in: 2023).contains("KGZ"))
  }

  @Test("Kazakhstan has 20 first-level regions since 2022, 17 before and 16 before 2018")
  func kazakhstan() throws {
    let resolver = try Names.resolver()
    #expect(resolver.regions(of: "KAZ", in: 2023).count == 20)
    #expect(resolver.regions(of: "KAZ", in: 2021).count == 17)
    #expect(resolver.regions(of: "KAZ", in: 2017).count == 16)
    #expect(resolver.regions(of: "KGZ", in: 2023).count == 9)
    #expect(resolver.parent(of: "CN-6543") == "CN-6540")
  }

  @Test("links lead from the old region to regions that exist on the day")
  func links() throws {
    let resolver = try Names.resolver()
    let links = try RegionLink.bundled()
    #expect(links.count == 8)
    for link in links {
      let year = try #require(Int(link.date.prefix(4)))
      #expect(try #require(resolver.years(of: link.from)).contains(year - 1))
      #expect(try #require(resolver.years(of: link.to)).contains(year))
      #expect(link.isExact && link.weight == nil)
    }
    #expect(Set(links.filter { $0.from == "KZ-YUZ" }.map(\.to)) == ["KZ-61", "KZ-79"])
  }

  @Test("an unknown code has no name, kind, members or parent")
  func unknown() throws {
    let resolver = try Names.resolver()
    #expect(resolver.name(of: "QQQ", in: .en) == nil)
    #expect(resolver.names(of: "QQQ").isEmpty)
    #expect(resolver.kind(of: "QQQ") == nil)
    #expect(resolver.members(of: "QQQ", in: 2023).isEmpty)
    #expect(!resolver.isMembershipComplete(of: "QQQ"))
    #expect(resolver.years(of: "QQQ") == nil)
  }
}

@Suite("Reference tables") struct ReferenceTableTests {
  func rows(_ text: String) throws -> [[String]] {
    try ReferenceTable(bytes: Array(text.utf8), file: "t.csv", columns: ["b", "a"]).rows
  }

  @Test("cells are given in the order asked for, quotation marks resolved")
  func reads() throws {
    #expect(try rows("a,b,c\n1,2,3\n\"x, \"\"y\"\"\",,z\n") == [["2", "1"], ["", "x, \"y\""]])
    #expect(try rows("a,b\n1,2") == [["2", "1"]])
    #expect(try rows("a,b\n1,") == [["", "1"]])
  }

  @Test(
    "a damaged table is refused by its line",
    arguments: [("a\n1\n", 1), ("a,b\n1\n", 2), ("a,b\n1,2\n1,2,3\n", 3), ("a,b\n\"1\"x,2\n", 0)])
  func refuses(text: String, line: Int) {
    let error = #expect(throws: Diagnostic.self) { try rows(text) }
    #expect(error?.code == "T172")
    #expect(error?.place?.line == line)
  }

  @Test("a folder or file that is not there is named by its code")
  func missing() {
    let folder = #expect(throws: Diagnostic.self) { try ResourceFolder.url(ofTarget: "Nowhere") }
    #expect(folder?.code == "T170")
    #expect(folder?.arguments == ["target": "Nowhere"])
    let file = #expect(throws: Diagnostic.self) {
      try ResourceFolder.bytes(of: "Codes/none.csv", inTarget: "TamgaData")
    }
    #expect(file?.code == "T171")
  }
}
