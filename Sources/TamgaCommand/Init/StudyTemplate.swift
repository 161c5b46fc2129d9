/// The files that `tamga init` makes.
///
/// The numbers are those the Kazakh office printed for Kyrgyzstan (thousand dollars; Bureau of
/// National Statistics, main indicators of foreign trade, books of 2021 and 2023).
enum StudyTemplate {
  static let files: [(name: String, text: String)] = [
    ("study.yml", study), ("data/trade.csv", trade),
  ]

  private static let study = """
    # A study: a question, its sources, the analyses that answer it.
    # Check it with `tamga study validate`; `tamga study schema` lists analyses and parameters.
    tamga: "1"
    study: border
    title: {en: "Trade across our border"}
    question: {en: "What flows across, and how does it change?"}
    authors: ["Your name"]
    date: "2026-01-01"
    licence: "CC BY 4.0"
    languages: [en]

    sources:
      - id: trade
        file: data/trade.csv
        dataset: bns.trade.partner
        citation: "Bureau of National Statistics of Kazakhstan, foreign trade by partner"

    analyses:
      - id: profile
        analysis: trade.profile
        parameters: {reporter: KAZ, partner: KGZ, unit: MUSD}

    """

  private static let trade = """
    reporter,partner,flow,period,value,unit
    KAZ,WLD,X,2020,47540772.69568,kUSD
    KAZ,WLD,M,2020,38929076.06504,kUSD
    KAZ,KGZ,X,2020,581009.71084,kUSD
    KAZ,KGZ,M,2020,267582.68458,kUSD
    KAZ,WLD,X,2021,60321024.40065,kUSD
    KAZ,WLD,M,2021,41415435.4697,kUSD
    KAZ,KGZ,X,2021,674755.15526,kUSD
    KAZ,KGZ,M,2021,375776.99792,kUSD
    KAZ,WLD,X,2022,84593070.08131,kUSD
    KAZ,WLD,M,2022,50934360.72379,kUSD
    KAZ,KGZ,X,2022,792951.72644,kUSD
    KAZ,KGZ,M,2022,453925.25315,kUSD
    KAZ,WLD,X,2023,79138754.67736,kUSD
    KAZ,WLD,M,2023,60412283.33494,kUSD
    KAZ,KGZ,X,2023,1147176.21754,kUSD
    KAZ,KGZ,M,2023,540959.3897,kUSD

    """
}
