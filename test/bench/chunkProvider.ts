import { createServer, type ServerResponse } from "node:http"
import { type Dialect, dialects, protocolOf } from "../support/FakeDialects.ts"

/**
 * A provider, in a process of its own, that streams chunks at an even pace to everybody who asks; each chunk is the time at
 * which it left. Arguments: chunks a second, chunks of an answer.
 */

const [perSecond = 50, chunks = 500] = process.argv.slice(2).map(Number)

/** Milliseconds since 1970, with fractions: the same clock in every process of the machine. */
const now = (): string => (performance.timeOrigin + performance.now()).toFixed(2)

const stream = (response: ServerResponse, dialect: Dialect): void => {
  let sent = 0
  response.write(dialect.start())
  const pace = setInterval(() => {
    if (sent++ < chunks) return void response.write(dialect.say(`${now()} `))
    clearInterval(pace)
    response.end(dialect.finish("whole"))
  }, 1000 / perSecond)
  response.on("close", () => clearInterval(pace))
}

const server = createServer((request, response) => {
  request.resume().on("end", () => {
    response.socket?.setNoDelay(true)
    response.writeHead(200, { "content-type": "text/event-stream" })
    stream(response, dialects[protocolOf(request.url ?? "")]())
  })
})
server.listen(0, "127.0.0.1", () => {
  const address = server.address()
  if (typeof address === "object" && address !== null)
    process.stdout.write(`provider is ready at http://127.0.0.1:${address.port}\n`)
})
process.once("disconnect", () => process.exit(0))
