import { spawn } from "node:child_process"
import { once } from "node:events"
import { createServer } from "node:net"

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      server.close(() => (address !== null && typeof address === "object" ? resolve(address.port) : reject(address)))
    })
  })

/** A real Redis server of our own, keeping nothing, on a port that was free. */
export const makeRedis = async () => {
  const port = await freePort()
  const start = async () => {
    const server = spawn("redis-server", ["--port", `${port}`, "--save", "", "--appendonly", "no"], {
      stdio: ["ignore", "pipe", "ignore"]
    })
    await new Promise<void>((resolve, reject) => {
      server.once("error", () =>
        reject(new Error("redis-server is not installed (Debian: apt-get install redis-server)"))
      )
      server.once("exit", code => reject(new Error(`Redis ended with ${code}`)))
      server.stdout.on("data", chunk => {
        if (String(chunk).includes("Ready to accept connections")) resolve()
      })
    })
    return server
  }
  let server = await start()
  const stop = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return
    const ended = once(server, "exit")
    server.kill("SIGTERM")
    await ended
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    stop,
    restart: async () => {
      await stop()
      server = await start()
    }
  }
}
