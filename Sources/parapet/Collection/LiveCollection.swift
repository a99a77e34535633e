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
                throw Self.stop(error)
            } catch let error as FileError {
                progress.finish()
                throw Stop.couldNotFinish(error.diagnostic)
            }
        #else
            throw Self.withoutNetwork
        #endif
    }

    /// Asks what the signed-in identity may do in each subscription.
    ///
    /// - Throws: `ExitCode` after a message that says what to do.
    static func survey(_ connection: ConnectionOptions, _ defaults: Defaults) async throws -> [PermissionSurvey.Finding]
    {
        #if Live
            do {
                return try await connection.withLink(defaults) { link in
                    let survey = PermissionSurvey(
                        link: link, clock: .system(wallSeconds: { WallClock.seconds }),
                        log: StandardErrorLog(level: .warning, format: .text), seed: .random(in: .min ... .max))
                    return try await survey.run(CollectionScope())
                }
            } catch let error as RunError {
                throw stop(error)
            }
        #else
            throw withoutNetwork
        #endif
    }

    #if Live
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
