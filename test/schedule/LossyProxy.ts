import { connect, createServer, type Socket } from "node:net"

/**
 * Stands between a client and a PostgreSQL server and passes on what they say, until it is told to lose the answer to the
 * next COMMIT: the server has committed, and the client only learns that its connection is gone.
 */
export const lossyProxy = async (serverUrl: string) => {
  const target = new URL(serverUrl)
  const open = new Set<Socket>()
  let losesNext = false
  let lost = 0
  const proxy = createServer(client => {
    const server = connect(Number(target.port), target.hostname)
    let isCommitting = false
    const close = () => {
      client.destroy()
      server.destroy()
    }
    for (const socket of [client, server]) {
      open.add(socket)
      socket.on("error", close)
      socket.on("close", () => {
        open.delete(socket)
        close()
      })
    }
    client.on("data", bytes => {
      if (losesNext && bytes.includes("COMMIT")) isCommitting = true
      server.write(bytes)
    })
    server.on("data", bytes => {
      if (!isCommitting) {
        client.write(bytes)
        return
      }
      losesNext = false
      lost += 1
      close()
    })
  })
  await new Promise<void>(resolve => proxy.listen(0, "127.0.0.1", resolve))
  const address = proxy.address()
  if (address === null || typeof address === "string") throw new Error("the proxy has no port")
  const through = new URL(serverUrl)
  through.port = `${address.port}`
  return {
    url: through.toString(),
    loseNextCommit: () => {
      losesNext = true
    },
    /** Commits whose answer was lost. */
    lost: () => lost,
    close: () =>
      new Promise<void>(resolve => {
        for (const socket of open) socket.destroy()
        proxy.close(() => resolve())
      })
  }
}
