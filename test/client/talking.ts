import { onTestFinished } from "vitest"
import { WebSocket } from "ws"
import { type Client, type ClientOptions, connect, type Heard } from "../../src/client/Client.ts"
import type { Part } from "../../src/client/Parts.ts"
import { Watch } from "../support/Watch.ts"

/** The typed client on a real socket, whose connections the test can cut. Closed when the test is over. */
export const talk = (url: string, options: Partial<ClientOptions> = {}) => {
  const sockets: Array<WebSocket> = []
  class Kept extends WebSocket {
    constructor(address: string, protocols: Array<string>) {
      super(address, protocols)
      sockets.push(this)
    }
  }
  const watch = new Watch()
  // Half of the wait is chance: none of it here.
  const client = connect({ url, WebSocket: Kept, random: () => 0, ...options })
  client.on("status", watch.changed)
  onTestFinished(() => client.close())
  return {
    client,
    sockets,
    /** As a network does: without a word. */
    cut: () => sockets.at(-1)?.terminate(),
    online: () => watch.until("online", () => (client.status.state === "online" ? true : undefined), 10_000),
    status: (state: Client["status"]["state"]) =>
      watch.until(state, () => (client.status.state === state ? client.status : undefined), 10_000)
  }
}

/** The next that is heard under a name. */
export const next = <Name extends keyof Heard>(client: Client, name: Name): Promise<Heard[Name]> =>
  new Promise(resolve => {
    const off = client.on(name, heard => {
      off()
      resolve(heard)
    })
  })

export const read = async (parts: AsyncIterable<Part>): Promise<ReadonlyArray<Part>> => {
  const all: Array<Part> = []
  for await (const part of parts) all.push(part)
  return all
}
