// The way to Azure over real sockets; compiled with the package trait `Live`. In folders:
//   Clouds/   the clouds of Azure: authority, endpoints, audiences; which hosts may see a token
//   Network/  one HTTP exchange: proxies, certificates, limits of size and time
//   Tokens/   secrets, tokens, what an answer of a token endpoint must hold, the cache
//   SignIn/   where tokens come from: Azure CLI, environment, workload identity, managed identity, device code
//   Link/     `HTTPLink`, which puts these together
