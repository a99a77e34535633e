package import ParapetInventory

// Registry: what derivations are, and what they share.
//
// Answer             yes, no or unknown
// Derivations        all of them, and the way to run them
// Evidence           a type with its permission, and the words for what is missing of it
// InputKnowledge     what is known of a type, and what is missing of it with its permission
// FactReading        reading members of resources
// BodyReading        the same without a reference count, for what is read by the hundred thousand
// Conclusions        what was concluded from bodies, once for all that are alike
// RootKnowledge      what is known of a type, one subject after another
// FoldedTexts        lists of ids and names of which a part may not be known
// SubscriptionPlace  a subscription below its management groups

/// Computes one fact for its subjects: a pure function from an inventory to resources of one derived type.
///
/// What is not known must show. Either the fact is emitted and the members that cannot be told are unknown values
/// (`JSONLiteral.unknown(reason:)`), so that partial knowledge still decides what it can; or the fact of the subject is
/// missed with the gap that is to blame (`DerivedFacts.miss`), and everything that asks for it becomes unknown. Neither
/// emitted nor missed means that the fact does not apply to the subject.
///
/// The output must not depend on the order of the inventory's input: walk `inventory.resources(ofType:)`, which is ordered,
/// and sort what you collect in dictionaries. Use no clock; hand dates on for the policy to compare.
package protocol Derivation: Sendable {
    /// Type of the facts, e.g. `Parapet.Derived/networkExposure`.
    static var type: ResourceType { get }
    /// Types of the subjects that facts are attached to.
    static var subjects: [ResourceType] { get }
    /// Types of the resources that are read, those of the subjects included: what a streaming pass must keep.
    static var inputs: [ResourceType] { get }
    /// Computes the facts of all subjects.
    static func derive(from inventory: Inventory) -> DerivedFacts
}
