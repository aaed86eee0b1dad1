import { type WebSocket, WebSocketServer } from "ws"

/** The least that passes on what a provider streams: `fetch`, `ws`, a frame for each chunk; no checks, no storing. */

const [provider] = process.argv.slice(2)

const relay = async (ws: WebSocket): Promise<void> => {
  const response = await fetch(`${provider}/v1/chat/completions`, { method: "POST", body: "{}" })
  let index = 0
  let rest = ""
  for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const events = (rest + text).split("\n\n")
    rest = events.pop() ?? ""
    for (const event of events) {
      if (!event.startsWith("data: {")) continue
      const content = JSON.parse(event.slice("data: ".length)).choices[0]?.delta.content ?? ""
      ws.send(JSON.stringify({ type: "assistant", content, metadata: { event: "delta", index: index++ } }))
    }
  }
  ws.send(JSON.stringify({ type: "system", content: "", metadata: { event: "run.done", outcome: "completed" } }))
}

const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false, clientTracking: false })
server.on("connection", ws => {
  ws.on("message", () => void relay(ws))
})
server.on("listening", () => {
  const address = server.address()
  if (typeof address === "object" && address !== null)
    process.stdout.write(`bare ws is ready at http://127.0.0.1:${address.port}\n`)
})
