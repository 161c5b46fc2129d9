public import Foundation
public import TamgaPresent
