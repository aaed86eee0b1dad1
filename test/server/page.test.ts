import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Page from "../../src/server/PageFiles.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"

describe("the page", () => {
  let server: TestServer
  let folder = ""
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "timetable-chat-page-"))
    await mkdir(join(folder, "assets"))
    await writeFile(join(folder, "index.html"), "<!doctype html><title>page</title>")
    await writeFile(join(folder, "assets", "a-1.js"), "let a = 1")
    await writeFile(join(folder, "secret.txt"), "not a file of a page")
    server = await startServer({ page: Page.layer(pathToFileURL(folder)) })
  })
  afterAll(async () => {
    await server.stop()
    await rm(folder, { recursive: true })
  })

  it("comes with a policy under which nothing inline and nothing from elsewhere runs", async () => {
    const response = await fetch(server.http)
    expect(await response.text()).toBe("<!doctype html><title>page</title>")
    const policy = response.headers.get("content-security-policy") ?? ""
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
    expect(policy).not.toContain("unsafe")
    expect(response.headers.get("cache-control")).toBe("no-cache")
    expect(response.headers.get("content-encoding")).toBe("gzip")
  })

  it("is asked for again only where it changed", async () => {
    const first = await fetch(server.http)
    const again = await fetch(server.http, { headers: { "if-none-match": first.headers.get("etag") ?? "" } })
    expect(again.status).toBe(304)
    const script = await fetch(`${server.http}/assets/a-1.js`)
    expect(await script.text()).toBe("let a = 1")
    expect(script.headers.get("cache-control")).toBe("public, max-age=31536000, immutable")
  })

  it.each(["/assets/none.js", "/assets/..%2fsecret.txt", "/secret.txt", "/assets/"])(
    "has nothing at %s",
    async path => {
      const response = await fetch(`${server.http}${path}`)
      expect([response.status, await response.text()]).toEqual([404, "There is nothing here.\n"])
    }
  )
})

describe("without a built page", () => {
  it("the address tells how to connect", async () => {
    const server = await startServer()
    const response = await fetch(server.http)
    expect(await response.text()).toContain("timetable-chat is running")
    await server.stop()
  })
})
