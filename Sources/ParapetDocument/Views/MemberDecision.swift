/// One step of a graph of decisions: a test and where its results lead.
///
/// Trivial, so that copying it counts no reference. It is lent its test by a ``MemberTestTable``.
package struct MemberDecision {
    /// Where a decision leads: the index of a decision, or below zero a result.
    package typealias Label = Int32

    /// What kind and text of one member decide; `nil` for other tests.
    package let test: UnsafePointer<MemberTest>?
    /// Which test of the condition this is.
    package let index: Int32
    /// Where it leads when the test holds.
    package let whenHolding: Label
    /// Where it leads when the test fails.
    package let whenFailing: Label
    /// The decision to take a closer look at when kind and text leave the test open: as a rule this one.
    package let whenOpen: Label

    /// A decision of ready parts.
    package init(
        test: UnsafePointer<MemberTest>?, index: Int32, whenHolding: Label, whenFailing: Label, whenOpen: Label
    ) {
        self.test = test
        self.index = index
        self.whenHolding = whenHolding
        self.whenFailing = whenFailing
        self.whenOpen = whenOpen
    }
}
