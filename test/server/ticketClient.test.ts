import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest"
import { WebSocket } from "ws"
import { startServer, type TestServer } from "../support/TestServer.ts"
import { Watch } from "../support/Watch.ts"

/** ChatMessage as TICKET.md has it, and nothing else: written here anew, from the ticket's words. */
const readChatMessage = (text: string) => {
  const value: unknown = JSON.parse(text)
  if (typeof value !== "object" || value === null) throw new Error("no object")
  if (!("id" in value) || typeof value.id !== "string") throw new Error("id: str")
  if (!("type" in value) || !["user", "assistant", "system", "command"].includes(String(value.type)))
    throw new Error("type: MessageType")
  if (!("content" in value) || typeof value.content !== "string") throw new Error("content: str")
  if (!("timestamp" in value) || Number.isNaN(Date.parse(String(value.timestamp))))
    throw new Error("timestamp: datetime")
  const metadata = "metadata" in value ? value.metadata : null
  if (metadata !== null && (typeof metadata !== "object" || Array.isArray(metadata))) throw new Error("metadata: dict")
  return { id: value.id, type: String(value.type), content: value.content }
}

let server: TestServer
beforeAll(async () => {
  server = await startServer({ settings: { RATE_BURST: "100" } })
})
afterAll(() => server.stop())

it("a client that knows only the ticket's three schemas reads every frame and gets its answers", async () => {
  const ws = new WebSocket(server.url)
  const watch = new Watch()
  const read: Array<ReturnType<typeof readChatMessage>> = []
  const unreadable: Array<string> = []
  ws.on("message", data => {
    try {
      read.push(readChatMessage(data.toString()))
    } catch {
      unreadable.push(data.toString())
    }
    watch.changed()
  })
  onTestFinished(() => ws.terminate())
  await new Promise(resolve => ws.once("open", resolve))

  // As pydantic's model_dump_json writes them, nulls included.
  const timestamp = "2025-08-03T10:00:00.123456"
  const context = {
    current_view: "teacher",
    selected_entities: ["teacher-mrs-smith"],
    visible_conflicts: [],
    filters_applied: { day: "monday" }
  }
  const frames = [
    { id: "t1", type: "user", content: "What conflicts do we have on Monday morning?", timestamp, metadata: null },
    { id: "t2", type: "command", content: "/conflicts day=monday time=morning", timestamp, metadata: null },
    { command: "/conflicts", parameters: { day: "monday", time: "morning" }, context },
    { command: "/help", parameters: null, context: null },
    { id: "t5", type: "command", content: "/nonsense", timestamp },
    { id: "t6", type: "user", content: "", timestamp, metadata: {} },
    { id: "t7", type: "system", content: "ping", timestamp, metadata: { event: "ping" } },
    { id: "t8", type: "assistant", content: "I am you", timestamp, metadata: null },
    { id: "t9", type: "system", content: "", timestamp, metadata: { event: "view", context } },
    { wrong: true }
  ]
  for (const frame of frames) ws.send(JSON.stringify(frame))
  await watch.until("presence, the last of them", () => read.find(({ content }) => content.includes("person looks")))

  expect(unreadable).toEqual([])
  expect(new Set(read.map(message => message.id)).size).toBe(read.length)
  const answers = read.filter(message => message.type === "assistant").map(message => message.content)
  expect(answers.filter(content => content.startsWith("3 conflicts on Monday morning: 3 hard, 0 soft."))).toHaveLength(
    2
  )
  expect(answers.filter(content => content.startsWith("You can ask:"))).toHaveLength(1)
  expect(read.map(message => message.content)).toContain(
    "I know no command /nonsense. There are /help, /schedule, /conflicts, /explain, /score, /diagnose, /suggest, /optimize, /where, /move, /swap, /free, /cover, /lock, /unlock, /basket, /apply, /reject, /undo, /redo, /history, /publish, /timetables, /grid, /retry, /conversations, /messages, /rename, /forget."
  )
})
