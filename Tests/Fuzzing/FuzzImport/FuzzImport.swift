import FuzzSubjects

/// libFuzzer's entry.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    if let flaw = ImportSubject.flaw(Array(UnsafeBufferPointer(start: start, count: count))) { fatalError(flaw) }
    return 0
}
