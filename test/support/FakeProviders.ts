import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { dialects, type Protocol, protocolOf } from "./FakeDialects.ts"
import { Watch } from "./Watch.ts"

/** What a fake provider does next while it answers. */
export type Beat =
  | { readonly do: "say"; readonly text: string }
  | { readonly do: "call"; readonly id: string; readonly name: string; readonly args: string }
  | { readonly do: "finish"; readonly ending?: "whole" | "length" }
  /** An error event. */
  | { readonly do: "fail"; readonly code: string }
  /** Written as it is. */
  | { readonly do: "raw"; readonly text: string }
  /** Breaks the connection. */
  | { readonly do: "cut" }
  /** Says nothing more, and keeps the connection open. */
  | { readonly do: "stall" }
  /** Takes its time. */
  | { readonly do: "pause"; readonly millis: number }

export interface Play {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly beats?: ReadonlyArray<Beat>
}

export const say = (text: string): Beat => ({ do: "say", text })
export const call = (id: string, name: string, args: string): Beat => ({ do: "call", id, name, args })
export const finish: Beat = { do: "finish" }
export const cut: Beat = { do: "cut" }
export const stall: Beat = { do: "stall" }
/** An answer that is whole. */
export const saying = (...texts: ReadonlyArray<string>): Play => ({ beats: [...texts.map(say), finish] })
export const status = (code: number, headers: Readonly<Record<string, string>> = {}): Play => ({
  status: code,
  headers
})

export interface Seen {
  readonly protocol: Protocol
  readonly headers: IncomingMessage["headers"]
  readonly body: string
  /** The client went away before the answer was over. */
  isAbandoned: boolean
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let body = ""
  for await (const chunk of request.setEncoding("utf8")) body += String(chunk)
  return body
}

/** Resolves when the bytes are out, so that a cut does not take them along. */
const write = (response: ServerResponse, text: string): Promise<void> =>
  new Promise(resolve => response.write(text, () => resolve()))

/** Three providers in one server on a free port, each answering by the plays the test gave it; the last one is repeated. */
export const fakeProviders = async () => {
  const plays: Record<Protocol, Array<Play>> = { openai: [], anthropic: [], local: [] }
  const seen: Array<Seen> = []
  const watch = new Watch()

  const perform = async (response: ServerResponse, protocol: Protocol, beats: ReadonlyArray<Beat>): Promise<void> => {
    const dialect = dialects[protocol]()
    await write(response, dialect.start())
    for (const beat of beats) {
      if (response.destroyed) return
      switch (beat.do) {
        case "say":
          await write(response, dialect.say(beat.text))
          break
        case "call":
          await write(response, dialect.call(beat.id, beat.name, beat.args))
          break
        case "finish":
          await write(response, dialect.finish(beat.ending ?? "whole"))
          break
        case "fail":
          await write(response, dialect.fail(beat.code))
          break
        case "raw":
          await write(response, beat.text)
          break
        case "cut":
          response.destroy()
          return
        case "stall":
          return
        case "pause":
          await new Promise(resolve => setTimeout(resolve, beat.millis))
      }
    }
    response.end()
  }

  const server = createServer((request, response) => {
    const answer = async () => {
      const protocol = protocolOf(request.url ?? "")
      const body = await bodyOf(request)
      const entry: Seen = { protocol, headers: request.headers, body, isAbandoned: false }
      seen.push(entry)
      response.on("close", () => {
        entry.isAbandoned = !response.writableEnded
        watch.changed()
      })
      watch.changed()
      const [play, ...more] = plays[protocol]
      if (more.length > 0) plays[protocol] = more
      const { status: code = 200, headers = {}, beats = [] } = play ?? { status: 501 }
      response.socket?.setNoDelay(true)
      response.writeHead(code, { "content-type": code === 200 ? "text/event-stream" : "application/json", ...headers })
      if (code !== 200)
        response.end(JSON.stringify({ error: { message: `the key is ${request.headers.authorization}` } }))
      else await perform(response, protocol, beats)
    }
    answer().catch(() => response.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  if (address === null || typeof address === "string") throw new Error("no port")

  return {
    url: `http://127.0.0.1:${address.port}`,
    seen,
    /** Forgets what was, and sets what this provider does at the next requests. */
    script: (protocol: Protocol, ...next: ReadonlyArray<Play>): void => {
      plays[protocol] = [...next]
    },
    reset: (): void => {
      seen.length = 0
      plays.openai = []
      plays.anthropic = []
      plays.local = []
    },
    until: (what: string, isSo: () => boolean): Promise<true> => watch.until(what, () => (isSo() ? true : undefined)),
    close: (): Promise<void> =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}

export type FakeProviders = Awaited<ReturnType<typeof fakeProviders>>
