#if canImport(Glibc)
    import Glibc
#endif

/// What a scan of a large estate asks of the system's allocator.
///
/// Left to itself, glibc raises the size from which on a piece of memory is the system's own each time that one is freed;
/// tables that grow then leave holes behind that are as large as they, and a scan of 100,000 resources holds a tenth more
/// memory. Asking for more at a time makes up for the calls.
enum HeapSettings {
    /// Settles both before anything large is read; does nothing where another allocator serves.
    static func prepareForLargeInputs() {
        #if canImport(Glibc)
            // mallopt(3) and its parameters, which the Swift overlay of glibc leaves out: M_MMAP_THRESHOLD and M_TOP_PAD.
            typealias Setter = @convention(c) (CInt, CInt) -> CInt
            guard let symbol = dlsym(nil, "mallopt") else { return }
            let set = unsafeBitCast(symbol, to: Setter.self)
            _ = set(-3, 1 << 20)
            _ = set(-2, 16 << 20)
        #endif
    }
}
