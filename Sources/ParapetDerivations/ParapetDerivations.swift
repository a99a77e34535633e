// Facts that one rule over one resource cannot see, computed from an inventory and attached to their subjects as ordinary
// resources of `Parapet.Derived/<fact>`, so that the policy language stays enough.
//
// Registry     Derivation (the protocol), Derivations (the list of all), reading helpers that every fact needs
// Network      networkExposure: ports that the internet reaches, per security group and per network interface
// Databases    sqlFirewallExposure: addresses that server firewalls let in
//
// A new fact is one file and one line in Derivations.all.
