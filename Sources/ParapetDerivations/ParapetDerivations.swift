// Facts that one rule over one resource cannot see, computed from an inventory and attached to their subjects as ordinary
// resources of `Parapet.Derived/<fact>`, so that the policy language stays enough.
//
// Registry     Derivation (the protocol), Derivations (the list of all), reading helpers that every fact needs, Evidence
//              (a type of input with its permission: what unknown members say)
// Network      networkExposure: ports that the internet reaches, per security group and per network interface;
//              flowLogCoverage: how long traffic is recorded; networkWatcherCoverage: watchers by region
// Databases    sqlFirewallExposure: addresses that server firewalls let in; sqlVulnerabilityAssessment: classic and express
// Storage      storageLogging: diagnostic settings and classic logging of the services of an account
// Governance   resourceLocks: locks and tagged resources of a subscription
// Monitor      activityLogAlertCoverage, activityLogStorage: alerts on and storage of the activity log;
//              resourceLogging: logs that resources offer and send
//
// A new fact is one file and one line in Derivations.all.
