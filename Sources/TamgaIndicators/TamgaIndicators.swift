// The catalogue as one import: the rooms that hold its groups, each a target of its own.

@_exported public import TamgaCatalogue
@_exported public import TamgaComposites
@_exported public import TamgaPlaces
@_exported public import TamgaProduction
@_exported public import TamgaRegions
@_exported public import TamgaStatistics
