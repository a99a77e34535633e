// The live tenant as a source of inventory: what to ask, in which order, and what the answers mean.
//
// Link   AzureRequest, AzureResponse, AzureLink: one exchange with Azure; ParapetAzureLink holds the network stack
// Calls  Call, CollectionPlan: the table of questions and what of it the chosen checks need
