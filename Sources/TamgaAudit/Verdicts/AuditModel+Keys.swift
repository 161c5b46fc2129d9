extension AuditModel {
  /// The keys of all official numbers the document asks for, sorted.
  public var dataKeys: [DataKey] { ExternalCheck.keys(of: self) }
}
