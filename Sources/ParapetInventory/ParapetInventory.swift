// What was seen of an environment, and what was not: reading, merging, looking up and writing resources.
//
// Identity     ResourceID, ResourceType, ResourceIdentity: who a resource is, told from its id without case
// Contents     Resource, Inventory (frozen) and InventoryBuilder; IDRegistry remembers all ids of huge inputs; BodyValue is
//              a look at a kept body, DerivedFacts and FactText are how derivations write, ResourcePlaces how they find;
//              facts are kept on a FactShelf as numbers of FactSubjects and FactContents, with a FactEnding behind the ids
//              of subjects and in FactOrder, and a FactRun hands the numbers out;
//              ReadingMemory is what saves derivations reading, Lookahead what saves walks waiting
// Knowledge    Ledger, CollectionGap, Knowledge: what may be concluded from something that is not there
// Recognition  from JSON values to resources: answer shapes, headers, Microsoft Graph's objects
// Reading      from files, folders, gzip data and standard input to pages, evaluated on all cores in a fixed order, and to
//              shelves of what is kept
// Writing      SnapshotWriter
