/** Host names that can only mean this machine. */
const loopbackNames = new Set(["localhost", "127.0.0.1", "[::1]"])

export const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || host === "[::1]" || /^127\./.test(host)

const hostName = (host: string): string => host.replace(/:\d+$/, "")

/**
 * Whether a page may connect. No Origin: not a browser, so no page can be abusing somebody's session. Else it must be on
 * the list or be our own page: the same host as the request's. A server on loopback believes only loopback names, since
 * any name can be made to point at 127.0.0.1 (DNS rebinding).
 */
export const isAllowedOrigin = (request: {
  readonly origin: string | undefined
  readonly host: string | undefined
  readonly listensOn: string
  readonly allowed: ReadonlyArray<string>
}): boolean => {
  const { origin, host, listensOn, allowed } = request
  if (origin === undefined) return true
  if (allowed.includes(origin)) return true
  if (host === undefined || !URL.canParse(origin)) return false
  if (isLoopback(listensOn) && !loopbackNames.has(hostName(host))) return false
  const { host: pageHost, protocol } = new URL(origin)
  return (protocol === "http:" || protocol === "https:") && pageHost === host
}
