import { execFile } from "node:child_process"
import { readdirSync } from "node:fs"
import { readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { promisify } from "node:util"
import { publint } from "publint"
import { describe, expect, it, onTestFinished } from "vitest"
import { brookside } from "../interchange/brookside.ts"
import { connect } from "../support/TestClient.ts"
import { packed } from "./packed.ts"

const repository = new URL("../..", import.meta.url).pathname
const { at, runs, serve } = packed()
const bin = (name: string) => join(repository, "node_modules", ".bin", name)

const consumer = `
import { Effect } from "effect"
import { HttpDoor, load, server } from "timetable-chat"
import { evaluate, makeModel, makeRulebook, Plan, readTimetable } from "timetable-chat/engine"
import { ChatMessage, type ServerEventOf } from "timetable-chat/protocol"

export const started = Effect.flatMap(load, config => Effect.map(HttpDoor, ({ port }): number => port).pipe(Effect.provide(server(config))))
export const judged = Effect.gen(function* () {
  const { body } = yield* readTimetable("school.fet")
  const model = makeModel(body)
  return evaluate(yield* makeRulebook(model), Plan.of(model)).conflicts.map(({ message }): string => message)
})
export const told = ({ version }: ServerEventOf<"change">): number => version
// @ts-expect-error: a version is a number
export const wrong = ({ version }: ServerEventOf<"change">): string => version
export const message: ChatMessage = { id: "1", type: "user", content: "", timestamp: "2026-11-23T08:00:00Z" }
`

interface Analysis {
  readonly analysis: {
    readonly problems: ReadonlyArray<{ readonly kind: string; readonly resolutionKind?: string }>
    readonly entrypoints: Readonly<
      Record<
        string,
        { readonly resolutions: Readonly<Record<string, { readonly resolution?: { readonly isTypeScript: boolean } }>> }
      >
    >
  }
}

const options = {
  target: "ES2022",
  module: "NodeNext",
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  noEmit: true,
  types: ["node"]
}

describe("the packed package", () => {
  it("exports every file of src/exports, and nothing else", async () => {
    const { exports }: { readonly exports: object } = JSON.parse(await readFile(join(at.own, "package.json"), "utf8"))
    const files = readdirSync(join(repository, "src", "exports")).map(name => name.replace(".ts", ""))
    const wanted = files.map(name => (name === "server" ? "." : `./${name.replace("client-", "client/")}`))
    expect(Object.keys(exports).sort()).toEqual([...wanted, "./package.json"].sort())
  })

  it("has nothing for publint to say", async () => {
    const bytes = await readFile(at.tarball)
    const tarball = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
    const { messages } = await publint({ pack: { tarball }, strict: true })
    expect(messages).toEqual([])
  })

  it("has types that are right, to Are the Types Wrong", async () => {
    // It exits with 1 where it finds a problem. CommonJS and the resolution of Node 10 are not served.
    const { stdout } = await promisify(execFile)(bin("attw"), [at.tarball, "--profile", "esm-only", "--format", "json"])
    const { analysis }: Analysis = JSON.parse(stdout)
    const ignored = ["node10", "node16-cjs"]
    expect(analysis.problems.filter(({ resolutionKind = "" }) => !ignored.includes(resolutionKind))).toEqual([])
    expect(analysis.entrypoints["./protocol"]?.resolutions["node16-esm"]?.resolution?.isTypeScript).toBe(true)
  }, 120_000)

  it("holds no sources, tests or maps", async () => {
    const names = (await runs("tar", "-tzf", at.tarball)).trim().split("\n")
    expect(
      names.filter(
        name => !/^package\/(dist|examples)\/|^package\/(package\.json|README\.md|LICENSE|CHANGELOG\.md)$/.test(name)
      )
    ).toEqual([])
    expect(names.filter(name => /\.map$|\.test\.|dist\/bench/.test(name))).toEqual([])
  })

  it("is imported by other programs, with what it declares and no more", async () => {
    const script = `
      const names = await Promise.all(["", "/protocol", "/engine"].map(async path => Object.keys(await import("timetable-chat" + path)).length > 5))
      console.log(names.join())`
    expect(await runs(process.execPath, "--input-type=module", "-e", script)).toBe("true,true,true\n")
  }, 60_000)

  it("types the programs that import it", async () => {
    await writeFile(join(at.folder, "package.json"), JSON.stringify({ type: "module" }))
    await writeFile(join(at.folder, "consumer.ts"), consumer)
    await writeFile(
      join(at.folder, "tsconfig.json"),
      JSON.stringify({ compilerOptions: options, files: ["consumer.ts"] })
    )
    expect(await runs(bin("tsc"), "-p", ".").catch(({ stdout }) => stdout)).toBe("")
  }, 300_000)
})

describe("npx timetable-chat in an empty folder", () => {
  it("is there", async () => {
    expect((await runs("npx", "--no-install", "timetable-chat", "--version")).trim()).toBe("0.1.0")
  }, 60_000)

  it("starts, finds its migrations, its workers and all files of its page, answers, imports, and stops", async () => {
    const { url, stop } = await serve()
    const page = await fetch(url)
    expect([page.status, page.headers.get("content-type")?.startsWith("text/html")]).toEqual([200, true])
    const named = [...(await page.text()).matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path = ""]) => path)
    expect(named.length).toBeGreaterThan(3)
    for (const path of [...named, "/worker.js"]) expect([path, (await fetch(url + path)).status]).toEqual([path, 200])
    const client = await connect(`${url.replace("http", "ws")}/ws/chat`)
    onTestFinished(() => client.close())
    const answer = await client.ask("/suggest teacher=Smith")
    expect(answer.suggestions.length).toBeGreaterThan(0)
    const form = new FormData()
    form.append("file", new Blob([brookside]), "brookside.fet")
    expect((await fetch(`${url}/import`, { method: "POST", body: form })).status).toBe(201)
    client.close()
    expect(await stop()).toBe(0)
  }, 60_000)
})
