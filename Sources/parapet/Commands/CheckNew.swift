import ArgumentParser
import ParapetCatalogue
import ParapetDocument

/// Starts a check file that the lint accepts once its blanks are filled in.
struct CheckNew: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Start a check: write a file with everything that a check needs, ready to fill in.",
        discussion: """
            Example:
              parapet check new storage-shared-key-off --service storage \\
                --type Microsoft.Storage/storageAccounts --catalogue my-catalogue
            """)

    @Argument(help: "Id: lower-case letters, digits and hyphens.")
    var id: String

    @Option(help: "Service, the folder it goes to.")
    var service: String

    @Option(name: .customLong("type"), help: "The resource type it judges.")
    var type: String

    @Option(name: .customLong("catalogue"), help: ArgumentHelp("Folder of your catalogue.", valueName: "DIR"))
    var folder: String

    func run() throws {
        guard CheckID(id) != nil else {
            throw Stop.usage("'\(id)' is no check id", fix: "use lower-case letters, digits and single hyphens")
        }
        guard CheckID(service) != nil else {
            throw Stop.usage("'\(service)' is no service", fix: "use lower-case letters, digits and single hyphens")
        }
        let directory = "\(folder)/checks/\(service)"
        let path = "\(directory)/\(id).yaml"
        guard !FileSystem.exists(path) else { throw Stop.usage("'\(path)' exists already", fix: "choose another id") }
        try FileSystem.makeFolder(directory)
        try AtomicFile.write(path: path, bytes: Array(CheckTemplate.text(id: id, service: service, type: type).utf8))
        try StandardOutput.write(
            "wrote \(path)\nnext: fill it in, then run: parapet check lint \(folder) && parapet check test \(path)\n")
    }
}

/// The text of a new check file.
enum CheckTemplate {
    static func text(id: String, service: String, type: String) -> String {
        """
        id: \(id)
        title: Say in one line what must be so
        service: \(service)
        severity: medium
        subject: \(type)
        why: >-
          The risk, concretely, in two to four sentences.
        impact: >-
          What may break when it is switched on.
        fix:
          summary: one line that fixes it
        cost:
          summary: What it costs, or that it is free.
        operate:
          logs: Which log shows it, and where it is kept.
          monitor: How to watch that it stays so.
          alert: What to raise an alert on.
          contact: Whom to call, by role.
        evidence:
          - type: \(type)
            permission: \(type)/read
        absent: >-
          What an absent property means, with its source.
        notApplicable: >-
          When the check does not apply.
        references:
          - title: The page that says so
            url: https://learn.microsoft.com/azure/
            unverified: true
        definition:
          mode: All
          parameters:
            effect:
              type: String
              allowedValues: [Audit, Deny, Disabled]
              defaultValue: Audit
          policyRule:
            if:
              allOf:
                - field: type
                  equals: \(type)
                - field: \(type)/exampleSetting
                  notEquals: true
            then:
              effect: "[parameters('effect')]"
        ---
        - name: the setting is on
          expect: pass
          subject: {properties: {exampleSetting: true}}
        - name: the setting is off
          expect: fail
          at: properties.exampleSetting
          subject: {properties: {exampleSetting: false}}
        - name: an absent setting counts as off
          absent: true
          expect: fail
          at: properties.exampleSetting
          subject: {properties: {}}
        - name: another type is none of its business
          expect: notApplicable
          subject: {type: Microsoft.Example/others, properties: {}}

        """
    }
}
