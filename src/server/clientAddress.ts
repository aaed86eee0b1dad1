import type { IncomingMessage } from "node:http"
import { BlockList, isIP } from "node:net"

/** Networks such as "10.0.0.0/8", or single addresses; they have been checked when the settings were read. */
export const networkList = (networks: ReadonlyArray<string>): BlockList => {
  const list = new BlockList()
  for (const network of networks) {
    const [address = "", prefix] = network.split("/")
    const family = familyOf(address)
    if (prefix === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(prefix), family)
  }
  return list
}

const familyOf = (address: string) => (isIP(address) === 6 ? "ipv6" : "ipv4")

/** An IPv4 address that came in over IPv6 is the same address. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "")

/**
 * Where a request comes from. What stands in X-Forwarded-For is believed only as far as trusted proxies wrote it: each adds
 * at the end who it was asked by, so the last address that is none of theirs is the client's. Whatever stands before that,
 * the client may have made up.
 */
export const clientAddress = (
  {
    socket,
    headers
  }: Pick<IncomingMessage, "headers"> & { readonly socket: { readonly remoteAddress?: string | undefined } },
  trusted: BlockList
): string => {
  let address = plain(socket.remoteAddress ?? "unknown")
  const header = headers["x-forwarded-for"]
  const hops = (Array.isArray(header) ? header.join(",") : (header ?? "")).split(",")
  while (isIP(address) > 0 && trusted.check(address, familyOf(address))) {
    const before = plain((hops.pop() ?? "").trim())
    if (isIP(before) === 0) break
    address = before
  }
  return address
}
