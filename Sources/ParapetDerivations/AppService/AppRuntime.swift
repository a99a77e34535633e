import ParapetDocument
import ParapetInventory

/// The languages whose versions are compared.
enum RuntimeLanguage: String, CaseIterable {
    case php, python, java

    /// The key of its member in the fact.
    var member: StaticString {
        switch self {
        case .php: #","php":"#
        case .python: #","python":"#
        case .java: #","java":"#
        }
    }

    /// The setting of its version on Windows.
    fileprivate var setting: FoldedKey {
        switch self {
        case .php: Self.phpVersion
        case .python: Self.pythonVersion
        case .java: Self.javaVersion
        }
    }

    private static let phpVersion = FoldedKey("phpVersion")
    private static let pythonVersion = FoldedKey("pythonVersion")
    private static let javaVersion = FoldedKey("javaVersion")
}

/// The operating system below an app, which decides what of its configuration counts.
enum AppPlatform: String {
    case linux, windows
}

/// What an app is configured to run, read from its configuration `web`.
///
/// On Linux only `linuxFxVersion` counts: the fields of the single languages carry defaults there. On Windows each
/// language has its own field, and several may be in use.
struct AppRuntime {
    /// Whether and in which version a language is used.
    enum Usage {
        case unused
        /// `configured` is the version's text, in Java's own counting; `nil` when the setting names none at all.
        case used(setting: String, configured: String?)
        /// The setting cannot be known.
        case unknown(String)
    }

    /// `nil` when it cannot be told, because of ``doubt``.
    private(set) var platform: AppPlatform?
    /// Whether the app brings its own container, so that no runtime of the service is used; `nil` when unknown.
    private(set) var isContainer: Bool? = false
    /// Why ``platform`` or ``isContainer`` is unknown.
    private(set) var doubt: String?
    private var php = Usage.unused
    private var python = Usage.unused
    private var java = Usage.unused

    /// How a language is used.
    private(set) subscript(language: RuntimeLanguage) -> Usage {
        get {
            switch language {
            case .php: php
            case .python: python
            case .java: java
            }
        }
        set {
            switch language {
            case .php: php = newValue
            case .python: python = newValue
            case .java: java = newValue
            }
        }
    }

    private enum Keys {
        static let linux = FoldedKey("linuxFxVersion")
        static let windows = FoldedKey("windowsFxVersion")
    }

    /// - Parameters:
    ///   - site: What the app or slot says.
    ///   - web: The `properties` of its configuration `web`.
    init(site: AppTraits, web: BodyValue) {
        let fx = web.member(Keys.linux)?.present
        platform = Self.platform(of: site, fx: fx)
        guard let platform else {
            obscure("the operating system of the app is not known, as its 'reserved' or 'kind' was not collected")
            return
        }
        switch platform {
        case .linux:
            if let reason = fx?.unknownReason {
                obscure(reason)
            } else {
                readLinux(fx?.string ?? "")
            }
        case .windows:
            readWindows(web)
        }
    }

    private mutating func obscure(_ reason: String) {
        doubt = reason
        isContainer = nil
        for language in RuntimeLanguage.allCases { self[language] = .unknown(reason) }
    }

    private static func platform(of site: AppTraits, fx: BodyValue?) -> AppPlatform? {
        if site == .linux { return .linux }
        if let text = fx?.utf8, !text.isEmpty { return .linux }
        if site == .hidden || fx?.isUnknown == true { return nil }
        // Without both, an empty linuxFxVersion is no proof of Windows.
        return site == .untold ? nil : .windows
    }

    // MARK: - Linux

    private static let containers: Set<String> = ["docker", "compose", "kube", "sitecontainers"]
    private static let javaServers: Set<String> = ["java", "tomcat", "jbosseap", "wildfly"]

    /// `STACK|version`.
    private mutating func readLinux(_ fx: String) {
        let parts = fx.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
        let stack = (parts.first ?? "").filter { $0 != " " }.lowercased()
        let version = parts.count > 1 ? String(parts[1]) : ""
        let setting = "linuxFxVersion"
        if Self.containers.contains(stack) {
            isContainer = true
        } else if stack == "php" {
            php = .used(setting: setting, configured: version.isEmpty ? nil : version)
        } else if stack == "python" {
            python = .used(setting: setting, configured: version.isEmpty ? nil : version)
        } else if Self.javaServers.contains(stack) {
            java = .used(setting: setting, configured: Self.java(version, isServer: stack != "java"))
        }
    }

    /// The version of Java behind `17-java17`, `9.0-jre8` or, without a server, `21.0.10`.
    ///
    /// A server's own version alone says nothing about Java.
    private static func java(_ version: String, isServer: Bool) -> String? {
        let folded = version.lowercased()
        for mark in ["-java", "-jre"] {
            if let end = folded.lastRange(of: mark)?.upperBound, let java = ComponentVersion(folded[end...]) {
                return java.withoutLeadingOne.text
            }
        }
        return isServer ? nil : javaNumber(version)
    }

    /// `1.8.0_275` as `8.0.275`; a text without numbers as it is.
    static func javaNumber(_ text: String) -> String? {
        if text.isEmpty { return nil }
        let dotted = String(text.map { $0 == "_" ? "." : $0 })
        return ComponentVersion(dotted)?.withoutLeadingOne.text ?? text
    }

    // MARK: - Windows

    private mutating func readWindows(_ web: BodyValue) {
        let container = web.member(Keys.windows)?.present
        if let reason = container?.unknownReason { return obscure(reason) }
        if let text = container?.utf8, !text.isEmpty {
            isContainer = true
            return
        }
        for language in RuntimeLanguage.allCases {
            guard let value = web.member(language.setting)?.present else { continue }
            if let reason = value.unknownReason {
                self[language] = .unknown(reason)
            } else {
                let text = (value.string ?? value.numberText ?? "").filter { $0 != " " }
                guard !text.isEmpty, text.lowercased() != "off" else { continue }
                let configured = language == .java ? Self.javaNumber(text) : text
                self[language] = .used(setting: language.rawValue + "Version", configured: configured)
            }
        }
    }
}

extension String {
    /// The last occurrence of a text; both must be ASCII-folded already.
    fileprivate func lastRange(of text: String) -> Range<Index>? {
        var start = endIndex
        while start > startIndex {
            start = index(before: start)
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
        }
        return nil
    }
}
