@_exported public import TamgaAudit
@_exported public import TamgaData
@_exported public import TamgaDrafting
@_exported public import TamgaIndicators
@_exported public import TamgaNumerics
@_exported public import TamgaPresent
@_exported public import TamgaReport
@_exported public import TamgaStudy
