import ArgumentParser
import ParapetAzure
import ParapetDocument

#if Live
    import ParapetAzureLink
#endif

/// One run of a plan against a live tenant, from the options of a command to a snapshot on disk.
struct LiveCollection {
    var plan: CollectionPlan
    var scope: CollectionScope
    var connection: ConnectionOptions
    var logging: LogOptions
    var output: String
    var resumes: Bool

    /// Collects.
    ///
    /// - Throws: `ExitCode` after a message that says what to do.
    func run() async throws -> CollectionSummary {
        #if Live
            let log = StandardErrorLog(level: logging.logLevel.level, format: logging.logFormat)
            let progress = CollectionProgress()
            defer { progress.finish() }
            do {
                return try await settings().withLink(world: world(log)) { link in
                    try await collector(log: log, progress: progress).collect(over: link)
                }
            } catch let error as RunError {
                progress.finish()
                throw stop(error)
            } catch let error as FileError {
                progress.finish()
                throw Stop.couldNotFinish(error.diagnostic)
            } catch let mistake as CloudMistake {
                throw Stop.usage(mistake.description)
            } catch let mistake as ProxyMistake {
                throw Stop.usage(mistake.description)
            } catch let mistake as TrustMistake {
                throw Stop.usage(mistake.description)
            }
        #else
            throw Stop.couldNotFinish(
                "this parapet was built without its network stack: build it with"
                    + " 'swift build -c release --traits Live --product parapet', or take a released binary")
        #endif
    }

    #if Live
        private func settings() throws -> AzureSettings {
            var cloud = CloudConfiguration()
            cloud.base = connection.cloud
            for endpoint in connection.endpoints { try cloud.set(endpoint) }
            let method = SignIn.Method(rawValue: connection.auth.rawValue) ?? .auto
            return AzureSettings(
                signIn: SignIn(
                    method, tenant: scope.tenant, clientID: connection.clientId, environment: Environment.all),
                cloud: cloud, metadata: connection.cloudMetadata, authorities: connection.authorities,
                userAgent: "parapet/\(ToolVersion.text)")
        }

        private func world(_ log: StandardErrorLog) -> SignIn.World {
            SignIn.World(
                now: { WallClock.seconds }, sleep: { try await Task.sleep(for: $0) },
                prompt: { StandardError.write($0 + "\n") }, announce: { log.note(.signIn($0)) })
        }

        private func collector(log: StandardErrorLog, progress: CollectionProgress) -> Collector {
            var collector = Collector(
                plan: plan, scope: scope, subscriptionsCall: CallTable.subscriptions, output: output,
                toolVersion: ToolVersion.text, now: WallClock.now, log: log,
                clock: .system(wallSeconds: { WallClock.seconds }), seed: .random(in: .min ... .max))
            collector.resumes = resumes
            collector.watcher = progress
            return collector
        }
    #endif

    private func stop(_ error: RunError) -> ExitCode {
        switch error {
        case .noSubscription, .ambiguousSubscription, .nothingInScope, .unfinished, .noJournal, .otherRun:
            Stop.usage(error.message)
        case .cannotBegin, .interrupted: Stop.couldNotFinish(error.message)
        }
    }
}
