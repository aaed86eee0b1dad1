import { Schema } from "effect"
import { WebSocketServer } from "ws"

/** The least that a WebSocket server in Node can do: what ours is measured against. Its argument is the reply's shape. */

const Reply = Schema.Struct({
  type: Schema.String,
  content: Schema.String,
  metadata: Schema.Record({ key: Schema.String, value: Schema.Unknown })
})
const { type, content, metadata } = Schema.decodeUnknownSync(Schema.parseJson(Reply))(process.argv[2])

const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false, clientTracking: false })
server.on("connection", ws => {
  ws.on("message", data => {
    const { id } = JSON.parse(data.toString())
    const timestamp = new Date().toISOString()
    ws.send(JSON.stringify({ id, type, content, timestamp, metadata: { ...metadata, ref: id } }))
  })
})
server.on("listening", () => {
  const address = server.address()
  if (typeof address === "object" && address !== null)
    process.stdout.write(`bare ws is ready at http://127.0.0.1:${address.port}\n`)
})
