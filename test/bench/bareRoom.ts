import { WebSocketServer } from "ws"

/** The least that tells everybody what one has asked for: one encoding, `send` for each. Its argument is the answer. */

const [answer = ""] = process.argv.slice(2)

const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false })
server.on("connection", ws => {
  ws.on("message", data => {
    const { id, type } = JSON.parse(data.toString())
    if (type !== "command") return ws.send(JSON.stringify({ id, type: "system", content: "ack" }))
    const text = JSON.stringify({ ...JSON.parse(answer), id, timestamp: new Date().toISOString() })
    for (const client of server.clients) client.send(text)
  })
})
server.on("listening", () => {
  const address = server.address()
  if (typeof address === "object" && address !== null)
    process.stdout.write(`bare ws is ready at http://127.0.0.1:${address.port}\n`)
})
