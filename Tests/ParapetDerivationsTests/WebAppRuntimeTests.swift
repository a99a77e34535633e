import ParapetDerivations
import ParapetInventory
import Testing

struct RuntimeCase: CustomTestStringConvertible, Sendable {
    static let app = "rg/providers/Microsoft.Web/sites/app"

    var name: String
    /// Members of the app beside id and properties, with a comma at the end.
    var site = #""kind":"app,linux","#
    /// The app's properties.
    var properties = "{}"
    /// The properties of the configuration web.
    var web: String
    var stacks = RuntimeLists.all
    var gap: ResourceType?
    var expected: String
    var testDescription: String { name }

    static func linux(_ fx: String, name: String? = nil, stacks: [String] = RuntimeLists.all, _ expected: String)
        -> Self
    {
        RuntimeCase(
            name: name ?? fx, web: "{\"linuxFxVersion\":\"\(fx)\"}", stacks: stacks,
            expected: "{\"os\":\"linux\",\"container\":false,\(expected)}")
    }

    static func windows(_ name: String, web: String, _ expected: String) -> Self {
        RuntimeCase(
            name: name, site: #""kind":"app","#, web: web,
            expected: "{\"os\":\"windows\",\"container\":false,\(expected)}")
    }
}

/// Lists of runtimes as the service writes them, cut down.
enum RuntimeLists {
    static let all = [php, python, java]

    private static func stack(_ name: String, _ majors: String) -> String {
        let id = "/providers/Microsoft.Web/webAppStacks/\(name)"
        return "{\"id\":\"\(id)\",\"properties\":{\"value\":\"\(name)\",\"majorVersions\":[\(majors)]}}"
    }

    private static func minor(_ value: String, _ settings: String) -> String {
        "{\"value\":\"\(value)\",\"stackSettings\":{\(settings)}}"
    }

    private static func major(_ value: String, _ minors: String...) -> String {
        "{\"value\":\"\(value)\",\"minorVersions\":[\(minors.joined(separator: ","))]}"
    }

    private static func linux(_ version: String, _ rest: String = "") -> String {
        #""linuxRuntimeSettings":{"runtimeVersion":"\#(version)"\#(rest)}"#
    }

    private static func windows(_ version: String, _ rest: String = "") -> String {
        #""windowsRuntimeSettings":{"runtimeVersion":"\#(version)"\#(rest)}"#
    }

    private static func end(_ date: String) -> String { #","endOfLifeDate":"\#(date)""# }

    static let php = stack(
        "php",
        major(
            "8", minor("8.5", linux("PHP|8.5", #","isPreview":true"#)),
            minor("8.4", linux("PHP|8.4", end("2028-12-31T00:00:00Z"))), minor("8.3", linux("PHP|8.3")))
            + ","
            + major(
                "5",
                minor("5.6", windows("5.6", #","isDeprecated":true"# + end("2021-02-01T00:00:00Z"))),
                minor("5.5", windows("", #","isDeprecated":true"#))))
    static let python = stack(
        "python",
        major(
            "3", minor("3.14", linux("PYTHON|3.14", #","isHidden":true"#)), minor("3.13", linux("PYTHON|3.13")),
            minor("3.10", linux("PYTHON|3.10", end("Thu Oct 31 2025 00:00:00 GMT+0000"))),
            minor("3.9", linux("PYTHON|3.9", end("2025-10-31T00:00:00Z")))))

    private static func automatic(_ minorValue: String, _ runtime: String, _ date: String) -> String {
        let rest = #","isAutoUpdate":true"# + end(date)
        return minor(minorValue, linux("", rest) + "," + windows(runtime, rest))
    }

    private static func pinned(_ value: String) -> String {
        minor(value, linux("", end("2028-09-02T00:00:00Z")) + "," + windows(value))
    }

    static let java = stack(
        "java",
        [
            major(
                "21", automatic("21.0", "21", "2028-09-01T00:00:00Z"), pinned("21.0.9"), pinned("21.0.10")),
            major("17", automatic("17.0", "17", "2031-09-01T00:00:00Z")),
            major("8", automatic("8.0", "1.8", "2025-03-01T00:00:00Z")),
        ].joined(separator: ","))
}

private let unused = #""php":{"used":false},"python":{"used":false},"java":{"used":false}"#

/// The members of a fact in which one language is used and known.
private func only(_ language: String, _ members: String, known: Bool = true, setting: String = "linuxFxVersion")
    -> String
{
    let source = known ? #","source":"/providers/Microsoft.Web/webAppStacks/\#(language)""# : ""
    return ["php", "python", "java"].map { name in
        let usage = name == language ? #""used":true,"setting":"\#(setting)",\#(members)\#(source)"# : #""used":false"#
        return "\"\(name)\":{\(usage)}"
    }.joined(separator: ",")
}

private let doubted = #""latest":"?","isLatest":"?","deprecated":"?","endOfLife":"?""#

private let cases: [RuntimeCase] = [
    .linux(
        "PHP|8.4",
        only(
            "php",
            #""configured":"8.4","latest":"8.4","isLatest":true,"deprecated":false,"endOfLife":"2028-12-31T00:00:00Z""#)
    ),
    .linux("PHP|8.5", only("php", #""configured":"8.5","latest":"8.4","isLatest":false,"deprecated":false"#)),
    .linux(
        "PYTHON|3.9",
        only(
            "python",
            #""configured":"3.9","latest":"3.13","isLatest":false,"deprecated":false,"endOfLife":"2025-10-31T00:00:00Z""#
        )),
    .linux(
        "PYTHON|3.15",
        only("python", #""configured":"3.15","latest":"3.13","isLatest":"?","deprecated":"?","endOfLife":"?""#)),
    .linux(
        "PYTHON|2.7",
        only("python", #""configured":"2.7","latest":"3.13","isLatest":false,"deprecated":"?","endOfLife":"?""#)),
    .linux(
        "PYTHON|3",
        only("python", #""configured":"3","latest":"3.13","isLatest":"?","deprecated":"?","endOfLife":"?""#)),
    .linux(
        "PYTHON|3.13.2",
        only("python", #""configured":"3.13.2","latest":"3.13","isLatest":true,"deprecated":false"#)),
    .linux(
        "python|3.13", only("python", #""configured":"3.13","latest":"3.13","isLatest":true,"deprecated":false"#)),
    .linux(
        "PYTHON|3.10", name: "a date that is no RFC 3339 is left out",
        only("python", #""configured":"3.10","latest":"3.13","isLatest":false,"deprecated":false"#)),
    .linux("PYTHON|latest", only("python", #""configured":"latest",\#(doubted)"#, known: false)),
    .linux("PHP|", only("php", doubted, known: false)),
    .linux("PHP", only("php", doubted, known: false)),
    .linux("NODE|22-lts", unused),
    .linux("NODE|22-lts", name: "no list is needed for another stack", stacks: [], unused),
    .linux(
        "PHP|8.4", name: "no list at all", stacks: [], only("php", #""configured":"8.4",\#(doubted)"#, known: false)),
    .linux(
        "PHP|8.4", name: "no list for this language", stacks: [RuntimeLists.python],
        only("php", #""configured":"8.4",\#(doubted)"#, known: false)),
    .linux(
        "TOMCAT|10.1-java21",
        only(
            "java",
            #""configured":"21","latest":"21","isLatest":true,"deprecated":false,"endOfLife":"2028-09-01T00:00:00Z""#)),
    .linux(
        "JAVA|17-java17",
        only(
            "java",
            #""configured":"17","latest":"21","isLatest":false,"deprecated":false,"endOfLife":"2031-09-01T00:00:00Z""#)),
    .linux(
        "JBOSSEAP|8-java17_byol",
        only(
            "java",
            #""configured":"17","latest":"21","isLatest":false,"deprecated":false,"endOfLife":"2031-09-01T00:00:00Z""#)),
    .linux(
        "JAVA|21.0.9",
        only(
            "java",
            #""configured":"21.0.9","latest":"21","isLatest":false,"deprecated":false,"endOfLife":"2028-09-02T00:00:00Z""#
        )),
    .linux(
        "JAVA|21.0.10",
        only(
            "java",
            #""configured":"21.0.10","latest":"21","isLatest":true,"deprecated":false,"endOfLife":"2028-09-02T00:00:00Z""#
        )),
    .linux(
        "JAVA|21.0.11", name: "a pinned version newer than the list",
        only(
            "java",
            #""configured":"21.0.11","latest":"21","isLatest":"?","deprecated":false,"endOfLife":"2028-09-01T00:00:00Z""#
        )
    ),
    .linux(
        "TOMCAT|8.5-jre8",
        only(
            "java",
            #""configured":"8","latest":"21","isLatest":false,"deprecated":false,"endOfLife":"2025-03-01T00:00:00Z""#)),
    .linux(
        "JAVA|25-java25",
        only("java", #""configured":"25","latest":"21","isLatest":"?","deprecated":"?","endOfLife":"?""#)),
    .linux(
        "JAVA|11-java11",
        only("java", #""configured":"11","latest":"21","isLatest":false,"deprecated":"?","endOfLife":"?""#)),
    .linux("TOMCAT|10.1", only("java", doubted, known: false)),
    .windows(
        "the PHP every Windows app is created with", web: #"{"phpVersion":"5.6","linuxFxVersion":""}"#,
        only(
            "php", #""configured":"5.6","isLatest":false,"deprecated":true,"endOfLife":"2021-02-01T00:00:00Z""#,
            setting: "phpVersion")),
    .windows(
        "an entry without a runtime version goes by its value", web: #"{"phpVersion":"5.5"}"#,
        only("php", #""configured":"5.5","isLatest":false,"deprecated":true"#, setting: "phpVersion")),
    .windows("all off", web: #"{"phpVersion":"OFF","pythonVersion":"","javaVersion":null}"#, unused),
    .windows(
        "Java in its old counting", web: #"{"javaVersion":"1.8.0_275"}"#,
        only(
            "java",
            #""configured":"8.0.275","latest":"21","isLatest":false,"deprecated":false,"endOfLife":"2025-03-01T00:00:00Z""#,
            setting: "javaVersion")),
    RuntimeCase(
        name: "defaults of other languages do not count on Linux",
        web: #"{"linuxFxVersion":"NODE|22-lts","phpVersion":"5.6"}"#,
        expected: #"{"os":"linux","container":false,\#(unused)}"#),
    RuntimeCase(
        name: "a container on Linux", site: #""kind":"app,linux,container","#,
        web: #"{"linuxFxVersion":"DOCKER|x/y:1"}"#, expected: #"{"os":"linux","container":true,\#(unused)}"#),
    RuntimeCase(
        name: "a container on Windows", site: #""kind":"app","#,
        web: #"{"windowsFxVersion":"DOCKER|x","phpVersion":"5.6"}"#,
        expected: #"{"os":"windows","container":true,\#(unused)}"#),
    RuntimeCase(
        name: "reserved means Linux", site: #""kind":null,"#, properties: #"{"reserved":true}"#,
        web: #"{"linuxFxVersion":"NODE|22"}"#, expected: #"{"os":"linux","container":false,\#(unused)}"#),
    RuntimeCase(
        name: "an app listed without anything may run on Linux", site: "", properties: "null", web: "{}",
        expected:
            #"{"os":"?","container":"?","php":{"used":"?"},"python":{"used":"?"},"java":{"used":"?"}}"#),
    RuntimeCase(
        name: "an unknown setting on Linux", web: #"{"linuxFxVersion":{"parapet:unknown":"a parameter"}}"#,
        expected: #"{"os":"linux","container":"?","php":{"used":"?"},"python":{"used":"?"},"java":{"used":"?"}}"#),
    RuntimeCase(
        name: "an unknown setting on Windows", site: #""kind":"app","#,
        web: #"{"phpVersion":{"parapet:unknown":"a parameter"}}"#,
        expected:
            #"{"os":"windows","container":false,"php":{"used":"?"},"python":{"used":false},"java":{"used":false}}"#),
    RuntimeCase(
        name: "a gap in the list", web: #"{"linuxFxVersion":"PHP|8.4"}"#, stacks: [], gap: "Microsoft.Web/webAppStacks",
        expected:
            "{\"os\":\"linux\",\"container\":false,\(only("php", #""configured":"8.4",\#(doubted)"#, known: false))}"),
]

@Test(arguments: cases)
func runtimesAreComparedByNumber(_ example: RuntimeCase) throws {
    let resources =
        [
            "{\"id\":\"\(RuntimeCase.app)\",\(example.site)\"properties\":\(example.properties)}",
            "{\"id\":\"\(RuntimeCase.app)/config/web\",\"name\":\"app\",\"properties\":\(example.web)}",
        ] + example.stacks
    let run = DerivationExample(resources: resources, gaps: example.gap.map { [(type: $0, outcome: .notAsked)] } ?? [])
    let text = try #require(try run.fact(WebAppRuntime.self, of: RuntimeCase.app))
    #expect(try blurred(text) == example.expected)
    if example.gap != nil {
        #expect(text.contains("the list of runtimes was not collected"))
        #expect(text.contains("Microsoft.Web/webAppStacks"))
    }
}

@Test func withoutItsConfigurationAnAppHasNoFact() throws {
    let slot = RuntimeCase.app + "/slots/staging"
    let apps = [RuntimeCase.app, slot].map { "{\"id\":\"\($0)\",\"kind\":\"app,linux\",\"properties\":{}}" }
    let web = "{\"id\":\"\(RuntimeCase.app)/config/web\",\"properties\":{\"linuxFxVersion\":\"NODE|22\"}}"
    let other = "{\"id\":\"\(RuntimeCase.app)/config/authsettingsV2\",\"properties\":{}}"

    let onlyOther = DerivationExample(resources: apps + [other])
    #expect(try onlyOther.fact(WebAppRuntime.self, of: RuntimeCase.app) == nil)
    guard case .unknown(let missing) = try onlyOther.knowledge(WebAppRuntime.self, of: RuntimeCase.app) else {
        Issue.record("a missing configuration is a gap")
        return
    }
    #expect(missing.reason.contains("Microsoft.Web/sites/config"))

    let shallow = DerivationExample(resources: apps + ["{\"id\":\"\(RuntimeCase.app)/config/web\"}"])
    #expect(try shallow.fact(WebAppRuntime.self, of: RuntimeCase.app) == nil)

    let slotGap = DerivationExample(
        resources: apps + [web], gaps: [(type: "Microsoft.Web/sites/slots/config", outcome: .forbidden)])
    #expect(try slotGap.fact(WebAppRuntime.self, of: RuntimeCase.app) != nil)
    #expect(try slotGap.fact(WebAppRuntime.self, of: slot) == nil)
    guard case .unknown(let gap) = try slotGap.knowledge(WebAppRuntime.self, of: slot) else {
        Issue.record("a configuration that was forbidden is a gap")
        return
    }
    #expect(gap.kind == .forbidden && gap.permission == "Microsoft.Web/sites/slots/config/read")
}
