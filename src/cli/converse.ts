import { createInterface } from "node:readline"
import { Effect } from "effect"
import { WebSocket } from "ws"
import { type Failure, failed } from "./Failure.ts"
import { paintFor } from "./Paint.ts"
import { Screen } from "./Screen.ts"
import { Turns } from "./Turns.ts"

/** Where to, and who one is. */
export interface Call {
  readonly address: string
  readonly token: string | undefined
  readonly noColor: string | undefined
}

/** Closed with one of these, coming back helps nobody: see the table of close codes. */
const final: ReadonlySet<number> = new Set([
  1000, 1002, 1003, 1005, 1007, 1008, 1009, 4400, 4401, 4403, 4406, 4408, 4409
])
const firstPause = 500
const longestPause = 10_000
const tries = 20

/** Talks to the server until the person leaves (Ctrl-D), or the input ends. Comes back when the connection breaks. */
export const converse = ({ address, token, noColor }: Call): Effect.Effect<void, Failure> =>
  Effect.async<void, Failure>(resume => {
    const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true
    const reader = createInterface({ input: process.stdin, output: process.stdout, terminal: isTerminal, prompt: "> " })
    const columns = () => process.stdout.columns ?? 100
    const screen = new Screen({
      isTerminal,
      paint: paintFor(isTerminal, noColor),
      columns,
      write: text => void process.stdout.write(text),
      prompt: () => reader.prompt(true)
    })
    let ws: WebSocket
    let timer: NodeJS.Timeout | undefined
    let attempt = 0
    let isOver = false

    const end = (result: Effect.Effect<void, Failure>): void => {
      isOver = true
      clearTimeout(timer)
      reader.close()
      resume(result)
    }
    const turns = new Turns({
      send: frame => ws.send(frame),
      say: text => screen.say(text),
      warn: text => screen.warn(text),
      answer: (text, answer) => screen.answer(text, answer),
      piece: text => screen.piece(text),
      anew: text => screen.anew(text),
      progress: (phase, fraction, best) => screen.progress(phase, fraction, best),
      later: (job, millis) => setTimeout(job, millis).unref(),
      done: () => ws.close(1000)
    })

    const closed = (code: number, why: string): void => {
      if (isOver) return
      turns.lost()
      if (!turns.knowsServer || final.has(code) || attempt >= tries) {
        const isWell = code === 1000 || code === 1005
        return end(isWell ? Effect.void : Effect.fail(failed(why)))
      }
      if (attempt === 0) screen.warn("The connection is lost; trying again …")
      timer = setTimeout(dial, Math.min(longestPause, firstPause * 2 ** attempt))
      attempt += 1
    }
    const dial = (): void => {
      let trouble: string | null = null
      ws = new WebSocket(address, ["timetable-chat.v1"], {
        headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
        handshakeTimeout: 10_000
      })
      ws.on("message", data => {
        attempt = 0
        turns.heard(data.toString())
      })
      ws.on("unexpected-response", (_, { statusCode }) => {
        trouble = statusCode === 401 ? "it wants a token, and not this one; give --token" : `it answered ${statusCode}`
        ws.terminate()
      })
      ws.on("error", error => {
        trouble ??= `${error.message}. Is the server running (npm start)?`
      })
      ws.on("close", (code, reason) =>
        closed(
          code,
          trouble === null ? `the server closed: ${code} ${reason}` : `cannot talk to ${address}: ${trouble}`
        )
      )
    }

    reader.on("line", line => {
      turns.line(line)
      if (isTerminal) reader.prompt()
    })
    reader.on("SIGINT", () => {
      if (turns.interrupt()) screen.say("Cancelled. Ctrl-C once more leaves.")
      else reader.close()
    })
    reader.on("close", () => {
      if (isOver) return
      if (isTerminal) end(Effect.void)
      else turns.end()
    })
    dial()
    return Effect.sync(() => {
      isOver = true
      clearTimeout(timer)
      reader.close()
      ws.terminate()
    })
  })
