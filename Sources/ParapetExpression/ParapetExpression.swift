// The template-expression engine that policy rules and deployment templates share: parsing, functions, comparison, with
// unknown values from the ground up.
//
// - Values: what expressions are worth, numbers, three-valued truth
// - Syntax: from text to nodes; mistakes with positions
// - Evaluation: walking the nodes lazily, scopes, failures
// - Functions: the function library, one file per family
// - Comparison: the condition operators, on values and on bytes in place
// - Text, Time, Hashing, Network: small tools without Foundation
