import ParapetDocument
import ParapetInventory

// Azure Resource Manager, in files:
//   ManagementService.swift    the way of a request: version, method, scope, then one of the below
//   ResourceListing.swift      which resources a path asks for
//   ManagementPages.swift      pages with nextLink
//   ManagementExpansion.swift  $expand
//   AccountServices.swift      services that a storage account does not have
//   SettingLists.swift         names of app settings, with made-up values
//   SubscriptionAnswers.swift  tenants, subscriptions, locations, providers, management groups
//   BatchRequests.swift        several requests in one

/// Azure Resource Manager over a snapshot, for reading.
///
/// A path that ends in a name is one resource, a path that ends in a type is a list; what they mean is told by
/// ``ParapetInventory/ResourceID``, so that every type a snapshot can hold is served without a table of its own.
struct ManagementService: Sendable {
    let tenant: EmulatedTenant
    let groups: ManagementGroupTree
    let options: EmulatorOptions
    let resourceGraph: ResourceGraphService

    /// Answers a request.
    func answer(_ request: EmulatedRequest) -> EmulatedResponse {
        let folded = request.path.asciiLowercased
        if folded == "/metadata/endpoints" { return endpoints(request) }
        if let refusal = versionRefusal(request) { return refusal }
        if folded == "/providers/microsoft.resourcegraph/resources" { return resourceGraph.answer(request) }
        guard request.method == "GET" || request.method == "HEAD" else { return otherMethod(request) }
        if let answer = subscriptionAnswer(request) { return answer }
        guard let id = ResourceID(request.path) else {
            return .error(404, "InvalidResourceType", "The resource type could not be found for '\(request.path)'.")
        }
        if let refusal = scopeRefusal(id) ?? AccountServices.refusal(of: id, in: tenant) { return refusal }
        if let refusal = ManagementExpansion.refusal(of: request, about: id.type) { return refusal }
        return id.isComplete ? single(id, request) : list(id, request)
    }

    /// `POST` for what is read by it: nothing that a snapshot could answer, and never a change.
    private func otherMethod(_ request: EmulatedRequest) -> EmulatedResponse {
        let folded = request.path.asciiLowercased
        if request.method == "POST", let slash = folded.lastIndex(of: "/") {
            let action = folded[folded.index(after: slash)...]
            if let subject = SettingLists.subject(request), let answer = settings(subject.site, subject.list) {
                return answer
            }
            if action.hasPrefix("list"), let id = ResourceID(String(request.path[..<slash])) {
                return forbidden(id.type, action: "\(id.type.text)/\(action)/action", at: id)
            }
        }
        return .error(
            405, "MethodNotAllowed", "The emulator serves a snapshot for reading; it does not answer \(request.method)."
        )
    }

    /// The settings of an app whose names the snapshot has and may show.
    private func settings(_ site: ResourceID, _ list: String) -> EmulatedResponse? {
        if let refusal = scopeRefusal(site) { return refusal }
        let names = ResourceType("\(site.type.text)/settingNames")
        guard !tenant.refuses(names, at: site), !tenant.refuses(ResourceType("\(site.type.text)/config"), at: site)
        else { return nil }
        return SettingLists(tenant: tenant).answer(site: site, list: list)
    }

    private func versionRefusal(_ request: EmulatedRequest) -> EmulatedResponse? {
        guard let version = request.parameter("api-version"), !version.isEmpty else {
            return .error(
                400, "MissingApiVersionParameter",
                "The api-version query parameter (?api-version=) is required for all requests.")
        }
        guard Self.isVersion(version) else {
            return .error(400, "InvalidApiVersionParameter", "The api-version '\(version)' is invalid.")
        }
        return nil
    }

    /// `2023-05-01`, with `-preview` or another word after it.
    private static func isVersion(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3 || parts.count == 4 else { return false }
        return zip(parts, [4, 2, 2]).allSatisfy { part, length in
            part.utf8.count == length && part.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        }
    }

    /// What stands in the way before the resource itself: its subscription, resource group, provider or a permission.
    private func scopeRefusal(_ id: ResourceID) -> EmulatedResponse? {
        if let name = id.subscriptionID {
            guard let subscription = tenant.subscription(name) else {
                return .error(404, "SubscriptionNotFound", "The subscription '\(name)' could not be found.")
            }
            let namespace = id.type.namespace
            if !tenant.isRegistered(namespace, in: subscription.id) { return unregistered(namespace) }
            if let group = id.resourceGroupID, !tenant.hasGroup(group) {
                return .error(
                    404, "ResourceGroupNotFound", "Resource group '\(group.name)' could not be found.")
            }
        }
        let place = id.isComplete ? id : id.parent
        guard tenant.refuses(id.type, at: place) else { return nil }
        return forbidden(id.type, action: "\(id.type.text)/read", at: place)
    }

    /// Microsoft.Security answers otherwise than Resource Manager itself (unverified, as are both statuses).
    private func unregistered(_ namespace: String) -> EmulatedResponse {
        if namespace.equalsIgnoringASCIICase("Microsoft.Security") {
            return .error(
                404, "Subscription Not Registered",
                "Please register to Microsoft.Security in order to view your security status")
        }
        return .error(
            409, "MissingSubscriptionRegistration",
            "The subscription is not registered to use namespace '\(namespace)'. "
                + "See https://aka.ms/rps-not-found for how to register subscriptions.")
    }

    /// The refusal that a missing permission gets.
    func forbidden(_ type: ResourceType, action: String, at scope: ResourceID?) -> EmulatedResponse {
        let place = scope?.text ?? "/"
        return .error(
            403, "AuthorizationFailed",
            "The client '00000000-0000-4000-8000-0000000000ff' with object id '00000000-0000-4000-8000-0000000000ff' does not "
                + "have authorization to perform action '\(action)' over scope '\(place)' or the scope is invalid. If access "
                + "was recently granted, please refresh your credentials.")
    }

    private func single(_ id: ResourceID, _ request: EmulatedRequest) -> EmulatedResponse {
        guard let resource = tenant.resource(id) else {
            return .error(
                404, "ResourceNotFound",
                "The Resource '\(id.type.text)/\(id.fullName)' under resource group '\(id.resourceGroup ?? "<null>")' was not "
                    + "found. For more details please go to https://aka.ms/ARMResourceNotFoundFix")
        }
        return .json(ManagementExpansion.expanded(body(resource), of: resource, for: request, in: tenant))
    }

    private func list(_ id: ResourceID, _ request: EmulatedRequest) -> EmulatedResponse {
        // An instance view is an object without id of its own; a snapshot keeps it under the name 'default'.
        if id.type.folded == "microsoft.compute/virtualmachines/instanceview" {
            guard let view = id.parent?.appending(child: "instanceView", name: "default"),
                let properties = tenant.resource(view)?.body["properties"]
            else { return .error(404, "ResourceNotFound", "The virtual machine has no instance view.") }
            return .json(.view(properties))
        }
        var found = ResourceListing.resources(id, in: tenant, groups: groups)
        // A snapshot need not hold singletons such as 'blobServices/default', which are always there in Azure.
        if found.isEmpty, let parent = id.rootResource, tenant.resource(parent) == nil {
            return .error(
                404, "ParentResourceNotFound",
                "Failed to perform 'read' on resource(s) of type '\(id.type.text)', because the parent resource "
                    + "'\(parent.text)' could not be found.")
        }
        if let filter = request.filter {
            guard let test = ManagementFilter(filter) else {
                return .error(400, "InvalidFilterInQueryString", "The filter '\(filter)' is not supported.")
            }
            found.removeAll { !test.matches($0) }
        }
        let bodies = found.map { ManagementExpansion.expanded(body($0), of: $0, for: request, in: tenant) }
        return ManagementPages(options: options).answer(
            bodies, to: request, isPaged: !ResourceListing.unpaged.contains(id.type.folded))
    }

    /// A resource as it is answered: as the snapshot holds it, without what Parapet notes in it.
    func body(_ resource: Resource) -> JSONLiteral {
        .object(
            resource.body.members.compactMap { key, value in
                guard let name = key.string, name != "apiVersion" else { return nil }
                return (name, .view(value))
            })
    }

    private func endpoints(_ request: EmulatedRequest) -> EmulatedResponse {
        let base = JSONLiteral.string(request.base)
        return .json([
            "galleryEndpoint": base, "graphEndpoint": base, "portalEndpoint": base, "graphAudience": base,
            "name": "Emulated", "resourceManager": base, "microsoftGraphResourceId": base,
            "activeDirectoryDataLakeResourceId": base, "batch": base, "media": base,
            "authentication": [
                "loginEndpoint": base, "audiences": [base], "tenant": "common", "identityProvider": "AAD",
            ],
            "suffixes": ["keyVaultDns": "vault.localhost", "storage": "localhost"],
        ])
    }
}

extension ResourceID {
    /// The resource that everything down to this id is nested in, such as the server of a database; `nil` for lists that lie in
    /// a subscription, a group or the tenant.
    fileprivate var rootResource: ResourceID? {
        guard let scope, var result = parent, result != scope else { return scope?.scope == nil ? nil : scope }
        while let next = result.parent, next != scope { result = next }
        return result
    }
}
