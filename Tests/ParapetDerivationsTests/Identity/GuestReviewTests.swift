import ParapetDerivations
import ParapetDocument
import ParapetInventory
import Testing

private let users: ResourceType = "Microsoft.Graph/users"
private let reviews: ResourceType = "Microsoft.Graph/accessReviews"

private func user(_ id: String, _ type: String, more: String = "") -> String {
    D.graph("users", id, #"{"id": "\#(id)", "userType": "\#(type)", "accountEnabled": true\#(more)}"#)
}

private func review(
    scope: String = #"{"query": "./members/microsoft.graph.user/?$filter=(userType eq 'Guest')"}"#,
    enumeration: String = #"{"query": "/groups?$filter=(groupTypes/any(c:c eq 'Unified'))"}"#,
    pattern: String = #"{"type": "absoluteMonthly", "interval": 1}"#, range: String = #"{"type": "noEnd"}"#,
    status: String = "InProgress"
) -> String {
    let recurrence = pattern == "null" ? "null" : #"{"pattern": \#(pattern), "range": \#(range)}"#
    return D.graph(
        "accessReviews", "r1",
        """
        {"id": "r1", "displayName": "guests", "status": "\(status)", "scope": \(scope), "instanceEnumerationScope": \(enumeration),
         "settings": {"recurrence": \(recurrence)}}
        """)
}

private func shown(_ rest: String, status: String = "InProgress", active: String = "yes") -> String {
    #"[{"id":"r1","name":"guests","status":"\#(status)","active":"\#(active)",\#(rest)}]"#
}

struct GuestCase: CustomTestStringConvertible {
    var name: String
    var resources: [String]
    var gaps: [ResourceType: LedgerEntry.Outcome] = [:]
    var guests: String
    var count: String?
    var reviewsKnown = "yes"
    var reviews = "[]"

    var testDescription: String { name }
}

@Test(arguments: [
    GuestCase(
        name: "1 members only", resources: [user("m1", "Member"), user("m2", "Member")], guests: "none", count: "0"),
    GuestCase(name: "2 one guest", resources: [user("g1", "guest")], guests: "some", count: "1"),
    GuestCase(
        name: "3 monthly", resources: [user("g1", "Guest"), review()], guests: "some", count: "1",
        reviews: shown(#""scope":"allGuests","recurring":"yes","everyDays":31"#)),
    GuestCase(
        name: "4 quarterly",
        resources: [user("g1", "Guest"), review(pattern: #"{"type": "absoluteMonthly", "interval": 3}"#)],
        guests: "some", count: "1", reviews: shown(#""scope":"allGuests","recurring":"yes","everyDays":93"#)),
    GuestCase(
        name: "5 one group, weekly",
        resources: [
            user("g1", "Guest"),
            review(
                scope: #"{"query": "/groups/x/transitiveMembers/microsoft.graph.user/?$filter=(userType eq 'Guest')"}"#,
                enumeration: "null", pattern: #"{"type": "weekly", "interval": 1}"#),
        ], guests: "some", count: "1", reviews: shown(#""scope":"someGuests","recurring":"yes","everyDays":7"#)),
    GuestCase(
        name: "6 inactive guests",
        resources: [
            user("g1", "Guest"),
            review(
                scope: ##"""
                    {"principalScopes": [{"@odata.type": "#microsoft.graph.accessReviewInactiveUsersQueryScope",
                     "query": "/users?$filter=(userType eq 'Guest')"}], "resourceScopes": [{"query": "/groups"}]}
                    """##, enumeration: "null"),
        ], guests: "some", count: "1", reviews: shown(#""scope":"inactiveGuests","recurring":"yes","everyDays":31"#)),
    GuestCase(
        name: "all groups by principal and resource scopes",
        resources: [
            user("g1", "Guest"),
            review(
                scope: """
                    {"principalScopes": [{"query": "/users?$filter=(userType eq 'Guest')"}], "resourceScopes": [{"query": "/groups"}]}
                    """, enumeration: "null"),
        ], guests: "some", count: "1", reviews: shown(#""scope":"allGuests","recurring":"yes","everyDays":31"#)),
    GuestCase(
        name: "7 no filter",
        resources: [
            user("g1", "Guest"),
            review(scope: #"{"query": "/groups/x/transitiveMembers/microsoft.graph.user"}"#, enumeration: "null"),
        ], guests: "some", count: "1"),
    GuestCase(
        name: "8 once", resources: [user("g1", "Guest"), review(pattern: "null", status: "Completed")], guests: "some",
        count: "1", reviews: shown(#""scope":"allGuests","recurring":"no""#, status: "Completed", active: "no")),
    GuestCase(name: "9 users forbidden", resources: [], gaps: [users: .forbidden], guests: "unknown"),
    GuestCase(
        name: "10 users truncated", resources: [user("g1", "Guest")], gaps: [users: .truncated], guests: "some"),
    GuestCase(
        name: "11 reviews forbidden", resources: [user("g1", "Guest")], gaps: [reviews: .forbidden], guests: "some",
        count: "1", reviewsKnown: "no"),
    GuestCase(
        name: "12 a series that ends",
        resources: [user("g1", "Guest"), review(range: #"{"type": "endDate", "endDate": "2025-12-31"}"#)],
        guests: "some", count: "1",
        reviews: shown(#""scope":"allGuests","recurring":"yes","everyDays":31,"endsOn":"2025-12-31T00:00:00Z""#)),
    GuestCase(
        name: "a user that does not tell its type", resources: [D.graph("users", "u", #"{"id": "u"}"#)],
        guests: "unknown"),
    GuestCase(
        name: "a user of old without a type", resources: [D.graph("users", "u", #"{"id": "u", "userType": null}"#)],
        guests: "none", count: "0"),
    GuestCase(
        name: "an end that is not told", resources: [user("g1", "Guest"), review(range: #"{"type": "endDate"}"#)],
        guests: "some", count: "1",
        reviews: shown(
            #""scope":"allGuests","recurring":"yes","everyDays":31,"endsOn":{"parapet:unknown":"the access review does not tell when its series ends"}"#
        )),
    GuestCase(
        name: "a scope that is not known",
        resources: [user("g1", "Guest"), review(scope: #"{"parapet:unknown": "redacted"}"#)], guests: "some",
        count: "1",
        reviewsKnown: "no"),
])
func guestsAndTheirReviewsAreTold(_ example: GuestCase) throws {
    let fact = try DerivationExample(
        resources: example.resources, gaps: example.gaps.map { (type: $0.key, outcome: $0.value) }
    ).view(GuestReview.self, of: "tenant")
    #expect(fact.text("guests") == example.guests)
    #expect(fact["guestCount"]?.numberText == example.count)
    #expect((fact["guestCount"]?.unknownReason == nil) == (example.count != nil))
    #expect(fact.text("reviewsKnown") == example.reviewsKnown)
    #expect(fact.text("reviews") == example.reviews)
    #expect((fact["missing"]?.count == 0) == (example.count != nil && example.reviewsKnown == "yes"))
}

@Test func signInsOfGuestsAreHandedOn() throws {
    let example = DerivationExample(resources: [
        user("g1", "Guest", more: #", "signInActivity": {"lastSignInDateTime": "2026-09-01T08:00:00Z"}"#),
        user("g2", "Guest").replacing("true", with: "false"), user("m", "Member"),
    ])
    let fact = try example.view(GuestReview.self, of: "tenant")
    #expect(fact.text("lastSignIns") == #"["2026-09-01T08:00:00Z"]"#)
    #expect(fact.text("guestsWithoutSignIn") == "1")
    #expect(fact.text("disabledGuests") == "1")
}
