import TamgaAudit

/// Checks a claims file given as text.
func checked(_ text: String) throws -> AuditReport {
  try Audit(ClaimsDocument(parsing: Array(text.utf8), file: "claims.yml")).report()
}

/// The head of a small English document.
let head = """
  tamga: claims/1
  document: {id: d, lang: en, numbers: {decimal: ".", group: ","}}

  """

/// Table 1 (part) of a paper: the import of 2022 repeats that of 2023.
///
/// Printed text from Kuanshaliev
/// (2025), Dulaty University Bulletin 17(1), Table 1.
let kuanshaliev = """
  tamga: claims/1
  document: {id: "000", lang: en, numbers: {decimal: ",", group: " "}, text_numbers: {decimal: ".", group: ","}}
  tables:
    T1:
      where: "Table 1"
      unit: "mln USD"
      grid: 1
      columns: [t, x, m, st, sx, sm]
      column_units: {st: "%", sx: "%", sm: "%"}
      row_parts: [partner, period]
      cells:
        total.2023: ["139 551", "79 138,8", "60 412,3", "100,0", "100,0", "100,0"]
        kg.2023: ["1688,1", "11472", "541", "1,2", "1,4", "0,9"]
        total.2022: ["135527,4", "84 593,1", "50 934,4", "100,0", "100,0", "100,0"]
        kg.2022: ["1246,9", "793", "541", "0,9", "0,9", "0,9"]
        total.2021: ["101513,4", "60 339,6", "41173,8", "100,0", "100,0", "100,0"]
        kg.2021: ["970,8", "625,2", "345,6", "1,0", "1,0", "0,8"]
      identities:
        - "t[*] = x[*] + m[*]"
        - "st[kg.{y}] = share(t[kg.{y}], t[total.{y}])"
        - "sx[kg.{y}] = share(x[kg.{y}], x[total.{y}])"
        - "sm[kg.{y}] = share(m[kg.{y}], m[total.{y}])"
  claims:
    - id: "000-07"
      quote: "with a growth of 56.5% or 195.4 million US dollars"
      says: {value: "56.5", unit: "%"}
      expr: growth(T1.m[kg.2022], T1.m[kg.2021])
    - id: "000-08"
      quote: "with a growth of 56.5% or 195.4 million US dollars"
      says: {value: "195.4", unit: "mln USD"}
      expr: T1.m[kg.2022] - T1.m[kg.2021]
    - id: "000-13"
      quote: "the volume of imports remained almost unchanged"
      says: {about: unchanged}
      expr: growth(T1.m[kg.2023], T1.m[kg.2022])
    - id: "000-14"
      quote: "exports grew by 26.8%"
      says: {value: "26.8", unit: "%"}
      expr: growth(T1.x[kg.2022], T1.x[kg.2021])
  conclusions:
    - {id: "000-c1", text: "imports jumped in 2022", rests_on: ["000-07", "000-08"]}
    - {id: "000-c2", text: "exports grew", rests_on: ["000-14"]}
  """

/// Table 1 of a paper whose header prints million dollars for thousands.
///
/// The text speaks of 36.6 million for 36,581.40. Printed text from Adamkulova et al. (2025), doi:10.59214/mb/2.2025.40 (CC BY 4.0).
let adamkulova = """
  tamga: claims/1
  document: {id: "001", lang: en, numbers: {decimal: ".", group: ","}}
  tables:
    T1:
      where: "Table 1"
      columns: [inv, exp]
      column_units: {inv: "mln USD", exp: "mln USD"}
      cells:
        "2020": ["36,581.40", "170.5"]
        "2021": ["81,845.50", "382"]
        "2022": ["127,900.80", "411"]
        "2023": ["117,547.80", "559"]
        "2024": ["107,162.10", "559"]
  claims:
    - id: "001-01"
      quote: "coefficient for the period 2020-2024 is 0.84"
      says: {value: "0.84"}
      expr: pearson(T1.inv[2020..2024], T1.exp[2020..2024])
      require: {n: ">= 8", p: "< 0.05", leave_one_out: "0.1"}
    - id: "001-02"
      quote: "USD 36.6 million in 2020"
      says: {value: "36.6", unit: "mln USD"}
      expr: T1.inv[2020]
    - id: "001-03"
      quote: "a strong dependence"
      kind: causal
      rests_on: ["001-01"]
  """
