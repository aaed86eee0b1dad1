import { describe, expect, it } from "vitest"
import { Turns } from "../../src/cli/Turns.ts"
import { answerFrame, encodeFrame, eventFrame, type ServerEvent } from "../../src/protocol/ServerFrame.ts"

const stamped = (frame: Parameters<typeof encodeFrame>[0]) => encodeFrame(frame, "s1", "2026-09-01T08:00:00.000Z")
const event = (content: string, metadata: ServerEvent) => stamped(eventFrame(content, metadata))

const ready = event("Welcome.", {
  event: "ready",
  connection_id: "c",
  session_id: "s",
  user: { id: "local", name: "Local planner" },
  protocol: "timetable-chat.v1",
  timetable: null,
  resumed: {},
  topics: [],
  limits: { max_message_bytes: 1, messages_per_second: 1, burst: 1, topics: 1, runs: 1 },
  heartbeat_ms: 1,
  assistant: { provider: "builtin", state: "ok" },
  commands: [],
  server_time: ""
})

const answerTo = (ref: string, text: string) =>
  stamped(
    answerFrame(text, {
      ref,
      message_id: "m",
      conversation_id: "s",
      conflict_ids: [],
      lesson_ids: [],
      suggestions: [],
      actions: [],
      provider: "engine",
      degraded: false
    })
  )

const errorTo = (ref: string, code: "rate_limited" | "not_found", retryAfter?: number) =>
  event("No.", {
    event: "error",
    ref,
    code,
    message: "No.",
    temporary: code === "rate_limited",
    ...(retryAfter === undefined ? {} : { retry_after_ms: retryAfter })
  })

const runTo = (ref: string) =>
  event("…", { event: "run.start", run_id: "r", ref, conversation_id: "s", provider: "p", attempt: 1 })
const delta = (text: string, run = "r") => event(text, { event: "delta", run_id: run, message_id: "m", index: 0 })

/** A conversation without a server: what was sent and said, and the jobs that wait for later. */
const conversation = () => {
  const sent: Array<{
    readonly id: string
    readonly type: string
    readonly content: string
    readonly metadata: Readonly<Record<string, unknown>>
  }> = []
  const said: Array<string> = []
  const later: Array<{ readonly job: () => void; readonly millis: number }> = []
  const state = { done: 0 }
  const turns = new Turns({
    send: frame => void sent.push(JSON.parse(frame)),
    say: text => void said.push(text),
    warn: text => void said.push(text),
    answer: text => void said.push(text),
    piece: text => void said.push(`+ ${text}`),
    anew: text => void said.push(`= ${text}`),
    progress: (phase, fraction, best) => void said.push(`${phase} ${fraction}${best}`),
    later: (job, millis) => void later.push({ job, millis }),
    done: () => {
      state.done += 1
    }
  })
  const idOf = (nth: number) => sent[nth]?.id ?? expect.fail(`frame ${nth} was not sent`)
  return { turns, sent, said, later, state, idOf }
}

describe("turns of a conversation", () => {
  it("a line waits until the server has greeted and the line before is answered", () => {
    const { turns, sent, said, idOf } = conversation()
    turns.line("  /help ")
    turns.line("what is wrong?")
    expect(sent).toEqual([])
    turns.heard(ready)
    expect(sent).toMatchObject([{ type: "command", content: "/help" }])
    turns.heard(answerTo("somebody else's", "an older answer"))
    expect(sent).toHaveLength(1)
    turns.heard(answerTo(idOf(0), "You can ask:"))
    expect(sent[1]).toMatchObject({ type: "user", content: "what is wrong?" })
    expect(said).toEqual(["Welcome.", "an older answer", "You can ask:"])
  })

  it("it is over when the input has ended and everything is answered", () => {
    const { turns, state, idOf } = conversation()
    turns.line("/help")
    turns.end()
    turns.heard(ready)
    expect(state.done).toBe(0)
    turns.heard(answerTo(idOf(0), "You can ask:"))
    expect(state.done).toBe(1)
  })

  it("a refusal is an answer too", () => {
    const { turns, state, said, idOf } = conversation()
    turns.line("/nonsense")
    turns.end()
    turns.heard(ready)
    turns.heard(errorTo(idOf(0), "not_found"))
    expect(said).toEqual(["Welcome.", "! No."])
    expect(state.done).toBe(1)
  })

  it("a line that came too fast is sent again when the server allows it, with the same id", () => {
    const { turns, sent, said, later, idOf } = conversation()
    turns.line("/help")
    turns.heard(ready)
    turns.heard(errorTo(idOf(0), "rate_limited", 250))
    expect(later.map(({ millis }) => millis)).toEqual([250])
    later[0]?.job()
    expect(sent).toHaveLength(2)
    expect(sent[1]).toEqual(sent[0])
    expect(said).toEqual(["Welcome."])
  })

  it("a run that ends without an answer does not stop the conversation", () => {
    const { turns, sent, idOf } = conversation()
    turns.line("hello")
    turns.line("/help")
    turns.heard(ready)
    turns.heard(runTo(idOf(0)))
    turns.heard(
      event("…", { event: "run.done", run_id: "another", conversation_id: "c", outcome: "failed", degraded: false })
    )
    expect(sent).toHaveLength(1)
    turns.heard(
      event("…", { event: "run.done", run_id: "r", conversation_id: "c", outcome: "failed", degraded: false })
    )
    expect(sent[1]).toMatchObject({ content: "/help" })
  })

  it("an answer is seen as it is made, and that of somebody else is not", () => {
    const { turns, said, idOf } = conversation()
    turns.line("hello")
    turns.heard(ready)
    turns.heard(delta("too early"))
    turns.heard(runTo(idOf(0)))
    turns.heard(delta("Good "))
    turns.heard(delta("not mine", "another"))
    const score = { hard: 1, soft: 2 }
    turns.heard(
      event("…", { event: "progress", ref: idOf(0), run_id: "r", phase: "moving", fraction: 0.5, best: score })
    )
    turns.heard(event("…", { event: "run.reset", run_id: "r", attempt: 2, provider: "p" }))
    expect(said.slice(1)).toEqual(["+ Good ", "moving 0.5, best so far: hard 1, soft 2", "= "])
  })

  it("Ctrl-C cancels what is being answered, and forgets the lines behind it; the second one cancels nothing", () => {
    const { turns, sent, said, idOf } = conversation()
    expect(turns.interrupt()).toBe(false)
    turns.line("/optimize")
    turns.line("/help")
    turns.heard(ready)
    expect([turns.interrupt(), turns.interrupt()]).toEqual([true, false])
    expect(sent[1]).toMatchObject({ type: "system", metadata: { event: "cancel", target: idOf(0) } })
    turns.heard(runTo(idOf(0)))
    turns.heard(
      event("…", { event: "run.done", run_id: "r", conversation_id: "c", outcome: "cancelled", degraded: false })
    )
    expect(sent).toHaveLength(2)
    expect(said.at(-1)).toBe("cancelled")
    turns.line("/help")
    expect(turns.interrupt()).toBe(true)
  })

  it("after a break it asks again what was not answered, with the same id, in the same conversation", () => {
    const { turns, sent, said } = conversation()
    turns.line("hello")
    turns.heard(ready)
    turns.lost()
    turns.line("/help")
    turns.heard(ready)
    expect(sent).toHaveLength(2)
    expect(sent[1]).toEqual(sent[0])
    expect(said).toEqual(["Welcome.", "Connected again."])
  })

  it("an answer that goes on after a break is taken up; one that was missed is said to be so", () => {
    const { turns, said, later, idOf, sent } = conversation()
    turns.line("hello")
    turns.heard(ready)
    turns.heard(event("…", { event: "ack", ref: idOf(0), status: "duplicate" }))
    const snapshot = { run_id: "r", ref: idOf(0), conversation_id: "s", message_id: "m", text: "Good", next_index: 1 }
    turns.heard(event("…", { event: "run.snapshot", ...snapshot }))
    later[0]?.job()
    turns.heard(delta(" day"))
    expect(said.slice(1)).toEqual(["= Good", "+  day"])
    turns.heard(event("…", { event: "ack", ref: idOf(0), status: "duplicate" }))
    later[1]?.job()
    expect(said.at(-1)).toBe("The answer came while the connection was lost; /messages shows it.")
    turns.line("/help")
    expect(sent.at(-1)).toMatchObject({ content: "/help" })
  })
})
