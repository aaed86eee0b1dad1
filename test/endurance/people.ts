import type { Socket } from "node:net"
import { WebSocket } from "ws"
import { pause } from "../bench/Measurement.ts"
import { frameBytes, opcodes } from "../support/rawFrame.ts"
import type { Pass, Visitor } from "./Visitor.ts"

/** What chance there is: the same in each run. */
export type Random = () => number

export interface Day {
  readonly random: Random
  readonly isOver: () => boolean
}

const oneOf = <A>(random: Random, items: readonly [A, ...ReadonlyArray<A>]): A =>
  items[Math.floor(random() * items.length)] ?? items[0]

const sentences = [
  "Please write a kind letter to the parents",
  "What should I tell the new colleague about this week?",
  "What conflicts do we have on Monday morning?",
  "Can you help optimize Mrs. Smith's schedule?",
  "und am Dienstag?",
  "Who is free on Thursday?"
] as const

const questions = [
  "/help",
  "/conflicts",
  "/conflicts day=monday time=morning",
  "/schedule day=tuesday",
  "/schedule teacher=Smith",
  "/score",
  "/diagnose",
  '/free kind=room slot="thursday 4"',
  "/grid",
  "/history limit=5",
  "/nonsense",
  "/schedule teacher=nobody"
] as const

const rest = ({ random }: Day, from: number, to: number) => pause(from + random() * (to - from))

/** Asks in words, and now and then thinks better of it. */
export const talk = async (visitor: Visitor, conversation: string, day: Day): Promise<void> => {
  while (!day.isOver()) {
    const said = visitor.say(oneOf(day.random, sentences), conversation)
    if (day.random() < 0.1) {
      const target = visitor.lastId
      await pause(0.2)
      await visitor.tell("cancel", { target })
    }
    await said
    await rest(day, 0.5, 2)
  }
}

/** Looks for suggestions, applies one, and often takes it back. Others do the same at the same time. */
export const plan = async (visitor: Visitor, conversation: string, day: Day): Promise<void> => {
  while (!day.isOver()) {
    const found = await visitor.command("/suggest limit=3", conversation)
    const [first, ...more] = typeof found === "object" ? found.suggestions : []
    if (first !== undefined) {
      const { id } = oneOf(day.random, [first, ...more])
      await visitor.command(`/apply suggestion=${id} force="an endurance test"`, conversation)
      await rest(day, 0.2, 1)
      if (day.random() < 0.8) await visitor.command("/undo", conversation)
    }
    await rest(day, 0.5, 2)
  }
}

/** Asks what can be asked without changing anything. */
export const look = async (visitor: Visitor, conversation: string, day: Day): Promise<void> => {
  while (!day.isOver()) {
    await visitor.command(oneOf(day.random, questions), conversation)
    await rest(day, 0.2, 1.5)
  }
}

/** Loses its connection in the middle of things, and comes back. */
export const wander = async (visitor: Visitor, conversation: string, day: Day): Promise<void> => {
  while (!day.isOver()) {
    void visitor.say(oneOf(day.random, sentences), conversation)
    void visitor.command(oneOf(day.random, questions), conversation)
    await rest(day, 0, 1)
    visitor.cut()
    await rest(day, 0.1, 3)
    await visitor.come()
    await rest(day, 0.5, 2)
  }
}

/** Asks for much and reads nothing, until it is cut off; then it reads again. */
export const dawdle = async (visitor: Visitor, conversation: string, day: Day): Promise<void> => {
  while (!day.isOver()) {
    const { socket } = visitor
    socket.pause()
    for (let i = 0; i < 400; i++) void visitor.command("/schedule limit=500", conversation)
    await rest(day, 2, 4)
    socket.resume()
    await rest(day, 2, 4)
    if (!visitor.isHere) await visitor.come()
  }
}

const garbage: ReadonlyArray<string | Buffer> = [
  "{",
  "[]",
  '{"id":"1","type":"assistant","content":"x","timestamp":"2026-01-01T00:00:00Z"}',
  '{"id":"","type":"user","content":5}',
  '{"id":"1","type":"system","content":"","timestamp":"2026-01-01T00:00:00Z","metadata":{"event":"nothing"}}',
  `{"a":${"[".repeat(40)}${"]".repeat(40)}}`,
  "x".repeat(70_000),
  Buffer.from([1, 2, 3])
]

const raw: ReadonlyArray<Buffer> = [
  frameBytes({ opcode: opcodes.text, payload: Buffer.from([0xc3, 0x28]) }),
  frameBytes({ opcode: 3 }),
  frameBytes({ opcode: opcodes.text, reserved: 3, payload: "x" }),
  frameBytes({ opcode: opcodes.text, masked: false, payload: "x" }),
  frameBytes({ opcode: opcodes.continuation, payload: "x" })
]

/** Sends what is no frame of ours, or none at all, until it is thrown out; and comes again. */
export const vandalise = async ({ url, token, score }: Pass, day: Day): Promise<void> => {
  while (!day.isOver()) {
    const ws = new WebSocket(url, { headers: { Authorization: `Bearer ${token}` } })
    ws.on("error", () => {})
    const closed = new Promise<void>(resolve =>
      ws.once("close", code => {
        score.add("close of garbage", String(code))
        resolve()
      })
    )
    const tcp = await new Promise<Socket | null>(resolve => {
      ws.once("upgrade", response => resolve(response.socket))
      ws.once("close", () => resolve(null))
    })
    if (ws.readyState !== WebSocket.OPEN) await new Promise(resolve => ws.once("open", resolve).once("close", resolve))
    for (let i = 0; i < 12 && ws.readyState === WebSocket.OPEN; i++) {
      if (day.random() < 0.1) tcp?.write(raw[Math.floor(day.random() * raw.length)] ?? "")
      else ws.send(garbage[Math.floor(day.random() * garbage.length)] ?? "")
      await pause(0.05)
    }
    ws.close()
    await closed
    await rest(day, 0.5, 2)
  }
}

/** Comes, asks one thing, and goes. */
export const passBy = async (make: () => Visitor, day: Day): Promise<void> => {
  while (!day.isOver()) {
    const visitor = make()
    await visitor.come()
    await visitor.command("/help")
    if (day.random() < 0.5) await visitor.leave()
    else visitor.cut()
    visitor.settle()
    await rest(day, 0.1, 0.5)
  }
}
