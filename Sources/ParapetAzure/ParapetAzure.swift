// The live tenant as a source of inventory: what to ask, in which order, and what the answers mean.
//
// Link          AzureRequest, AzureResponse, AzureLink: one exchange with Azure; ParapetAzureLink holds the network stack
// Calls         Call, CollectionPlan: the table of questions and what of it the chosen checks need
// Permissions   what reading needs, and what an identity may
// Running       works a plan off:
//   Answers     what an answer means: retry, refusal, provider not registered
//   Pacing      retry, paging and budget as values without sockets or clock
//   Batching    many requests as one
//   Journal     progress on disk, and sorting more than fits into memory
//   Collecting  the run itself, the ledger, the snapshot
//   Watching    log and progress
