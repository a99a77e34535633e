/// An immutable array behind a bare pointer, for the inner loop: reading an element costs a load and no counting of
/// references to a buffer.
///
/// Whoever makes one frees it once, when nobody reads any more; `PreparedProgram` does both. Indexes are not checked in
/// release builds: they come from a program that was checked when it was compiled.
struct FrozenArray<Element> {
    private let base: UnsafeMutablePointer<Element>
    let count: Int

    init(_ elements: some Collection<Element>) {
        count = elements.count
        base = UnsafeMutablePointer<Element>.allocate(capacity: max(1, elements.count))
        var next = base
        for element in elements {
            next.initialize(to: element)
            next += 1
        }
    }

    @inline(__always)
    subscript(index: Int) -> Element {
        assert(index >= 0 && index < count, "a compiled program is followed out of its bounds")
        return base[index]
    }

    /// Where an element lies, for those of which not all is read; valid as long as the array.
    @inline(__always)
    func pointer(to index: Int) -> UnsafePointer<Element> {
        assert(index >= 0 && index < count, "a compiled program is followed out of its bounds")
        return UnsafePointer(base + index)
    }

    /// Where the first element lies, if there is one; valid as long as the array.
    var start: UnsafePointer<Element> { UnsafePointer(base) }

    func free() {
        base.deinitialize(count: count)
        base.deallocate()
    }
}
