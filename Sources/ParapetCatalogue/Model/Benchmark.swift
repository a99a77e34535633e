package import ParapetDocument

/// One version of a benchmark: sections and recommendations that name checks; no logic.
package struct Benchmark: Sendable {
    /// Such as `cis-azure`.
    package let id: String
    /// Such as `1.3.0`; compared by component.
    package let version: String
    package let name: String
    package let sections: [Section]
    package let recommendations: [Recommendation]
    /// Whether it was made from definitions of Azure Policy and not read from a catalogue: such a one has no levels, and
    /// what it says of a check is what the definition tells.
    package let isOfDefinitions: Bool

    package init(
        id: String, version: String, name: String, sections: [Section], recommendations: [Recommendation],
        isOfDefinitions: Bool = false
    ) {
        self.isOfDefinitions = isOfDefinitions
        self.id = id
        self.version = version
        self.name = name
        self.sections = sections
        self.recommendations = recommendations
    }

    /// How the benchmark is named on a command line: `cis-azure-1.3.0`.
    package var reference: String { version.isEmpty ? id : "\(id)-\(version)" }

    /// Name and version for a headline.
    package var title: String { version.isEmpty ? name : "\(name) v\(version)" }

    /// A chapter of a benchmark, possibly below another one by its number.
    package struct Section: Sendable {
        package let id: String
        package let title: String

        package init(id: String, title: String) {
            self.id = id
            self.title = title
        }

        /// Number and title, or the title alone where the id only repeats it.
        package var label: String { id == title || id == Self.slug(title) ? title : "\(id) \(title)" }

        /// A title as an id that can be typed: lower-case letters and digits with single hyphens between them.
        package static func slug(_ title: String) -> String {
            title.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
        }
    }

    /// How the benchmark expects a recommendation to be assessed.
    package enum AssessmentKind: String, Sendable, CaseIterable { case automated, manual }

    /// What has become of a recommendation's subject since the benchmark was written.
    package enum SubjectStatus: String, Sendable, CaseIterable { case active, renamed, superseded, retired }

    /// One numbered requirement.
    package struct Recommendation: Sendable {
        package let id: String
        package let section: String
        /// In our own words.
        package let title: String
        /// 1 or 2.
        package let level: Int
        package let assessment: AssessmentKind
        package let status: SubjectStatus
        /// Checks that decide the literal verdict.
        package let checks: [CheckID]
        /// Checks that say what a tenant of today should do instead.
        package let successors: [CheckID]
        /// Safeguards of the CIS Controls version 7.
        package let cisControls: [String]
        /// Controls of the Azure Security Benchmark.
        package let securityBenchmark: [String]
        package let note: String?

        package init(
            id: String, section: String, title: String, level: Int, assessment: AssessmentKind, status: SubjectStatus,
            checks: [CheckID], successors: [CheckID], cisControls: [String], securityBenchmark: [String], note: String?
        ) {
            self.id = id
            self.section = section
            self.title = title
            self.level = level
            self.assessment = assessment
            self.status = status
            self.checks = checks
            self.successors = successors
            self.cisControls = cisControls
            self.securityBenchmark = securityBenchmark
            self.note = note
        }
    }
}

extension Benchmark {
    /// Reads a benchmark from the JSON form of its file.
    package init?(reading view: JSONView, context: ReadingContext) {
        guard let reader = FieldReader(view, noun: "benchmark", context: context) else { return nil }
        let mistakes = context.errorCount
        reader.rejectKeys(otherThan: ["id", "version", "name", "expects", "sections", "recommendations"])
        id = reader.text("id")
        version = reader.text("version")
        name = reader.text("name")
        sections = reader.list("sections").compactMap { Section(reading: $0, context: context) }
        recommendations = reader.list("recommendations").compactMap { Recommendation(reading: $0, context: context) }
        isOfDefinitions = false
        checkCounts(reader)
        guard context.errorCount == mistakes else { return nil }
    }

    /// The numbers that the file promises must be the numbers it holds; a file need not promise any.
    private func checkCounts(_ reader: FieldReader) {
        checkNames(reader)
        guard let view = reader.member("expects"),
            let expects = FieldReader(view, noun: "expectation", context: reader.context)
        else { return }
        let counts = [
            ("recommendations", recommendations.count),
            ("level1", recommendations.count { $0.level == 1 }),
            ("level2", recommendations.count { $0.level == 2 }),
            ("automated", recommendations.count { $0.assessment == .automated }),
            ("manual", recommendations.count { $0.assessment == .manual }),
        ]
        expects.rejectKeys(otherThan: counts.map(\.0))
        for (key, count) in counts {
            guard let expected = expects.integer(key), expected != count, let value = expects.member(key) else {
                continue
            }
            reader.context.report(
                "catalogue.count", "the file promises \(expected) for '\(key)' and holds \(count)", at: value)
        }
    }

    private func checkNames(_ reader: FieldReader) {
        var seen: Set<String> = []
        let known = Set(sections.map(\.id))
        for (recommendation, view) in zip(recommendations, reader.list("recommendations")) {
            if !seen.insert(recommendation.id).inserted {
                reader.context.report("catalogue.repeated-id", "'\(recommendation.id)' stands twice", at: view)
            }
            if !known.contains(recommendation.section) {
                reader.context.report(
                    "catalogue.unknown-section", "there is no section '\(recommendation.section)'", at: view,
                    fix: NearestName.among(known.sorted(), to: recommendation.section).map { "write '\($0)'" })
            }
        }
    }
}

extension Benchmark.Section {
    fileprivate init?(reading view: JSONView, context: ReadingContext) {
        guard let reader = FieldReader(view, noun: "section", context: context) else { return nil }
        reader.rejectKeys(otherThan: ["id", "title"])
        id = reader.text("id")
        title = reader.text("title")
    }
}

extension Benchmark.Recommendation {
    fileprivate init?(reading view: JSONView, context: ReadingContext) {
        guard let reader = FieldReader(view, noun: "recommendation", context: context) else { return nil }
        reader.rejectKeys(otherThan: [
            "id", "section", "title", "level", "assessment", "status", "checks", "successors", "cisControlsV7", "asb",
            "note",
        ])
        id = reader.text("id")
        section = reader.text("section")
        title = reader.text("title")
        let level = reader.integer("level")
        let assessment = reader.choice("assessment", Benchmark.AssessmentKind.self)
        let status = reader.member("status") == nil ? .active : reader.choice("status", Benchmark.SubjectStatus.self)
        checks = reader.checkIDs("checks")
        successors = reader.checkIDs("successors")
        cisControls = reader.texts("cisControlsV7")
        securityBenchmark = reader.texts("asb")
        note = reader.optionalText("note")
        guard let level, let assessment, let status else { return nil }
        if level != 1, level != 2, let value = reader.member("level") {
            context.report("catalogue.level", "level \(level) does not exist", at: value, fix: "write 1 or 2")
        }
        self.level = level
        self.assessment = assessment
        self.status = status
    }
}

extension FieldReader {
    fileprivate func checkIDs(_ key: String) -> [CheckID] {
        texts(key).compactMap { text in
            if let id = CheckID(text) { return id }
            context.report("catalogue.malformed-id", "'\(text)' is no check id", at: view)
            return nil
        }
    }
}
