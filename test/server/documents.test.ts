import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { asyncApi } from "../../src/documents/asyncApi.ts"
import { jsonSchemaFiles } from "../../src/documents/jsonSchemaFiles.ts"
import { openApi } from "../../src/documents/openApi.ts"
import { router } from "../../src/server/Routes.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"

const running: { server?: TestServer } = {}
const server = () => running.server ?? expect.fail("no server")
beforeAll(async () => {
  running.server = await startServer()
})
afterAll(() => running.server?.stop())

const schemaPaths = [...jsonSchemaFiles().keys()].map(name => `/schemas/${name}.json`)
const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${server().http}${path}`, { headers })

describe("the documents of a server", () => {
  it.each(["/asyncapi.json", "/openapi.json", "/docs", ...schemaPaths])(
    "%s is sent once to who keeps its ETag",
    async path => {
      const first = await get(path)
      const body = await first.text()
      const etag = first.headers.get("etag") ?? ""
      expect([first.status, body.length > 200, /^"[\w+/=]{44}"$/.test(etag)]).toEqual([200, true, true])
      const again = await get(path, { "if-none-match": `"another", W/${etag}` })
      expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", etag])
      expect((await get(path, { "if-none-match": '"another"' })).status).toBe(200)
    }
  )

  it("the AsyncAPI document that is served is the one that is valid", async () => {
    const response = await get("/asyncapi.json")
    expect(response.headers.get("content-type")).toBe("application/json")
    expect(await response.json()).toEqual(asyncApi())
  })

  it("the page runs nothing, loads nothing, and has each link's target", async () => {
    const response = await get("/docs")
    const html = await response.text()
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8")
    expect(response.headers.get("content-security-policy")).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]{44}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/
    )
    expect(html).not.toMatch(/<script|\ssrc=|\sstyle=|\son\w+=|href="http/)
    const targets = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    const wanted = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id)
    expect(wanted.length).toBeGreaterThan(30)
    expect(wanted.filter(id => !targets.includes(id))).toEqual([])
  })

  it("what is no document is not there", async () => {
    expect((await get("/schemas/..%2Fpackage.json")).status).toBe(404)
    expect((await get("/schemas/ChatMessage")).status).toBe(404)
  })
})

describe("the OpenAPI document", () => {
  it("tells of every path the server has, but for the files of the page", () => {
    const isOfPage = (path: string) => path.startsWith("/assets/") || path.startsWith("/icon") || path === "/worker.js"
    const served = [...router.routes]
      .map(({ path }) => path.replace(":name", "{name}.json"))
      .filter(path => !isOfPage(path))
    expect([...new Set(served)].sort()).toEqual(Object.keys(Object(openApi().paths)).sort())
  })

  it("tells the truth about what needs no token", async () => {
    const statuses = ["/health/live", "/health/ready", "/metrics", "/", "/ws/chat"].map(
      async path => (await get(path)).status
    )
    expect(await Promise.all(statuses)).toEqual([200, 200, 200, 200, 426])
  })
})
