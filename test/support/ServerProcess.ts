import { execFile, spawn } from "node:child_process"
import { once } from "node:events"
import { promisify } from "node:util"
import { onTestFinished } from "vitest"
import { Watch } from "./Watch.ts"

const root = new URL("../..", import.meta.url).pathname
const folder = "node_modules/.cache/timetable-chat-test"

/** The artefact as `npm run build` makes it, in a folder of its own so that nobody's running dist/ changes. Built once. */
const built = (() => {
  let building: Promise<string> | undefined
  return () => {
    building ??= promisify(execFile)("npm", ["run", "--silent", "build:server", "--", `--outdir=${folder}`], {
      cwd: root
    }).then(() => `${root}${folder}/main.js`)
    return building
  }
})()

export interface Exited {
  readonly code: number | null
  readonly signal: string | null
}

/** `timetable-chat start` as a process of its own. Killed when the test is over, if it still lives. */
export const spawnServer = async (settings: Readonly<Record<string, string>>) => {
  const program = await built()
  const child = spawn(process.execPath, [program, "start"], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, HOST: "127.0.0.1", PORT: "0", ...settings },
    stdio: ["ignore", "pipe", "pipe"]
  })
  const watch = new Watch()
  const said = { out: "", err: "" }
  let exited: Exited | undefined
  child.stdout.on("data", (bytes: Buffer) => {
    said.out += bytes.toString()
    watch.changed()
  })
  child.stderr.on("data", (bytes: Buffer) => {
    said.err += bytes.toString()
  })
  // "close" comes after the last output, "exit" may come before it.
  child.on("close", (code, signal) => {
    exited = { code, signal }
    watch.changed()
  })
  onTestFinished(async () => {
    if (exited !== undefined) return
    child.kill("SIGKILL")
    await once(child, "close")
  })
  const exit = (millis: number): Promise<Exited> => watch.until("the end of the server", () => exited, millis)
  return {
    pid: child.pid ?? 0,
    said,
    exit,
    /** The port of the ready line. */
    ready: (millis: number): Promise<number> =>
      watch.until(
        "the ready line",
        () => {
          if (exited !== undefined) throw new Error(`ended with ${exited.code}: ${said.err}`)
          const port = /ready at http:\/\/127\.0\.0\.1:(\d+)/.exec(said.out)?.[1]
          return port === undefined ? undefined : Number(port)
        },
        millis
      ),
    signal: (signal: "SIGTERM" | "SIGKILL"): void => void child.kill(signal)
  }
}
