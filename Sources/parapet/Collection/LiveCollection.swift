import ArgumentParser
import ParapetAzure
import ParapetDocument

/// One run of a plan against a live tenant, from the options of a command to a snapshot on disk.
struct LiveCollection {
    var plan: CollectionPlan
    var scope: CollectionScope
    var connection: ConnectionOptions
    var logging: LogOptions
    var defaults: Defaults
    var output: String
    var resumes: Bool
    /// Whether the progress of an interrupted run outlives the command.
    var keepsProgress = true

    /// Collects.
    ///
    /// - Throws: `ExitCode` after a message that says what to do.
    func run() async throws -> CollectionSummary {
        #if Live
            let progress = CollectionProgress()
            defer { progress.finish() }
            Interruption.expect()
            defer { Interruption.forget() }
            do {
                return try await connection.withLink(defaults) { link in
                    try await collector(progress).collect(over: link)
                }
            } catch let error as RunError {
                progress.finish()
                throw stop(error)
            } catch let error as FileError {
                progress.finish()
                throw Stop.couldNotFinish(error.diagnostic)
            }
        #else
            throw Self.withoutNetwork
        #endif
    }

    /// What an identity may do, as far as it was told.
    struct Survey {
        /// In each subscription.
        var subscriptions: [PermissionSurvey.Finding]
        /// In Microsoft Graph; `nil` where nobody wanted to know.
        var microsoftGraph: TokenScopes?
    }

    /// Asks what the signed-in identity may do in each subscription, and looks at its token for Microsoft Graph.
    ///
    /// - Throws: `ExitCode` after a message that says what to do.
    static func survey(
        _ connection: ConnectionOptions, _ defaults: Defaults, asksMicrosoftGraph: Bool
    ) async throws -> Survey {
        #if Live
            do {
                return try await connection.withLink(defaults) { link in
                    let survey = PermissionSurvey(
                        link: link, clock: .system(wallSeconds: { WallClock.seconds }),
                        log: StandardErrorLog(level: .warning, format: .text), seed: .random(in: .min ... .max))
                    let subscriptions = try await survey.run(CollectionScope())
                    let scopes = asksMicrosoftGraph ? try await Self.scopes(link) : nil
                    return Survey(subscriptions: subscriptions, microsoftGraph: scopes)
                }
            } catch let error as RunError {
                throw stop(error)
            }
        #else
            throw withoutNetwork
        #endif
    }

    #if Live
        /// What the token for Microsoft Graph says; an identity that gets none has nothing that could be told.
        private static func scopes(_ link: some AzureLink) async throws -> TokenScopes {
            do {
                return try await link.scopes(for: .microsoftGraph)
            } catch .signIn(let text) {
                return .untold("there is no token (\(text))")
            } catch .cancelled {
                throw CancellationError()
            } catch {
                return .untold("there is no token")
            }
        }

        private func collector(_ progress: CollectionProgress) -> Collector {
            let log = StandardErrorLog(level: logging.logLevel.level, format: logging.logFormat)
            var collector = Collector(
                plan: plan, scope: scope, subscriptionsCall: CallTable.subscriptions, output: output,
                toolVersion: ToolVersion.text, now: WallClock.now, log: log,
                clock: .system(wallSeconds: { WallClock.seconds }), seed: .random(in: .min ... .max))
            collector.resumes = resumes
            collector.watcher = progress
            collector.interruption = { await Interruption.wait() }
            return collector
        }

        private func stop(_ error: RunError) -> ExitCode {
            guard !keepsProgress, case .interrupted(let text, _) = error else { return Self.stop(error) }
            return Stop.couldNotFinish(
                text + "\n   fix: name a file with --snapshot, so that an interrupted run can go on with --resume")
        }

        private static func stop(_ error: RunError) -> ExitCode {
            switch error {
            case .noSubscription, .ambiguousSubscription, .nothingInScope, .unfinished, .noJournal, .otherRun:
                Stop.usage(error.message)
            case .cannotBegin, .interrupted: Stop.couldNotFinish(error.message)
            }
        }
    #else
        private static var withoutNetwork: ExitCode {
            Stop.couldNotFinish(
                "this parapet was built without its network stack: build it with"
                    + " 'swift build -c release --product parapet', or take a released binary")
        }
    #endif
}
