/// One mistake an author of a definition, initiative or assignment can make: what to say and how to fix it.
///
/// Keeping every mistake a case of its own keeps the messages together, gives each a stable code and lets a test walk
/// through all of them. `PolicyMistake+Text` holds the words.
enum PolicyMistake: Equatable {
    // Documents and keys
    case notAnObject(what: String, found: String)
    case duplicateKey(String)
    case keyInsideAndOutside(String)
    case missingKey(String, of: String)
    case notText(key: String, found: String)
    case notAList(key: String, found: String)
    case notABoolean(key: String, found: String)
    case ruleMissing
    case unknownMode(String, nearest: [String])

    // Parameters
    case parameterNotAnObject(String, found: String)
    case parameterTypeMissing(String)
    case parameterTypeUnknown(String, type: String, nearest: [String])
    case parameterDefaultOfWrongType(String, expected: String, found: String)
    case parameterDefaultNotAllowed(String, value: String)
    case parameterWithoutValue(String)
    case parameterOfWrongType(String, expected: String, found: String)
    case parameterValueNotAllowed(String, value: String, allowed: [String])
    case parameterNotDeclared(String, nearest: [String])

    // Conditions
    case conditionNotAnObject(found: String)
    case conditionEmpty
    case logicalKeyHasCompany(key: String, others: [String])
    case leftSideMissing
    case twoLeftSides(String, String)
    case operatorMissing(left: String)
    case twoOperators(String, String)
    case unknownConditionKey(String, nearest: [String])
    case fieldNotText(found: String)
    case fieldUnknown(String, nearest: [String])
    case aliasUnknown(String, nearest: [String])
    case nestingTooDeep(limit: Int)
    case valueTooDeep(limit: Int)

    // Count
    case countNotAnObject(found: String)
    case countWithoutSource
    case countWithBothSources
    case countNameNotText(found: String)
    case countNameBesideField
    case countKeyUnknown(String, nearest: [String])
    case countFieldWithoutEach(String)
    case currentOutsideCount
    case currentNamesNothing(String, inScope: [String])

    // Expressions
    case expressionSyntax(text: String, detail: String)
    case functionUnknown(String, message: String)
    case functionUnavailable(String, message: String)
    case functionArguments(String, message: String)

    // Effects
    case effectUnknown(String, nearest: [String])
    case effectDependsOnResource
    case effectDoesNotFitDetails(effect: String, details: String)
    case existenceDetailsMissing(effect: String, found: String)
    case existenceTypeMissing(effect: String)
    case existenceNameMissing(type: String)
    case existenceScopeUnknown(String)
    case operationsMissing
    case operationsNotAList(found: String)
    case operationsEmpty
    case roleDefinitionIDsMissing
    case operationNotAnObject(found: String)
    case operationUnknown(String, nearest: [String])
    case operationFieldMissing
    case operationValueMissing(operation: String)
    case operationFieldNotModifiable(String)
    case operationConditionReadsResource(function: String)
    case appendItemIncomplete(missing: String)

    // Service limits
    case limitExceeded(what: String, found: Int, limit: Int)

    // Initiatives, assignments, exemptions
    case referencesMissing
    case referenceIDRepeated(String)
    case groupUnknown(String, nearest: [String])
    case definitionNotFound(String)
    case passedParameterNotDeclared(String, definition: String, nearest: [String])
    case definitionVersionNotFound(id: String, wanted: String)
    case selectorKindUnknown(String, nearest: [String])
    case selectorNeedsOneList
    case selectorKindRepeated(String)
    case selectorKindsExclude(String, String)
    case overrideKindUnknown(String, nearest: [String])
    case dateUnreadable(key: String, value: String)
    case valueUnknown(key: String, value: String, allowed: [String])
}
