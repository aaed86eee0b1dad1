import type { Page } from "playwright-core"
import { expect, it } from "vitest"
import { browsing, describePage, lastAnswer, say } from "./browser.ts"

const { serve, person } = browsing()

/** Until the page would be there without a network. */
const kept = (page: Page) => page.evaluate("navigator.serviceWorker.ready.then(() => true)")

describePage("without a server", () => {
  it("a reload shows the page with its last state, said to be old, and keeps what is said until it is back", async () => {
    const first = await serve()
    const page = await (await person()).tab(first.http)
    await say(page, "/conflicts day=monday limit=1")
    await lastAnswer(page).getByText("on Monday").first().waitFor()
    await kept(page)
    await first.stop()
    await page.getByText("Offline. Reconnecting").waitFor()
    await say(page, "/score")
    await page.reload()
    await page.getByText(/^Offline since \d\d:\d\d\. What you see may be out of date\.$/).waitFor()
    await page.getByRole("button", { name: /^7b PE.*Monday 1/ }).waitFor()
    await page.getByText("/conflicts day=monday limit=1").waitFor()
    await lastAnswer(page).getByText("Will be sent when the connection is back").waitFor()
    await serve({ settings: { PORT: String(first.port) } })
    await page.getByText("Connected", { exact: true }).waitFor()
    await lastAnswer(page).getByText("version 1").first().waitFor()
    expect(await page.getByText("Offline since").count()).toBe(0)
    expect(await page.locator(".said", { hasText: "/score" }).count()).toBe(1)
  })

  it("a new tab says that the server cannot be reached, and goes on when it is back", async () => {
    const first = await serve()
    const { context, tab } = await person()
    await kept(await tab(first.http))
    await first.stop()
    const page = await context.newPage()
    await page.goto(first.http)
    await page.getByText("The server cannot be reached. Trying again …").waitFor()
    await serve({ settings: { PORT: String(first.port) } })
    await page.locator(".chip").first().waitFor()
  })

  it("nothing is kept on the disk but the page's own files", async () => {
    const server = await serve()
    const page = await (await person()).tab(server.http)
    await kept(page)
    const paths = `caches.keys()
      .then(names => Promise.all(names.map(name => caches.open(name).then(cache => cache.keys()))))
      .then(all => all.flat().map(({ url }) => new URL(url).pathname.replace(/-[^.]+/, "")).sort())`
    await expect.poll(() => page.evaluate(paths)).toEqual(["/", "/assets/index.css", "/assets/index.js", "/icon.svg"])
  })
})

describePage("a new version of the page", () => {
  it("is shown at the next reload, and what was kept of the old one goes", async () => {
    const server = await serve()
    const page = await (await person()).tab(server.http)
    await kept(page)
    // As an older build would have left it behind.
    await page.evaluate("caches.open('timetable-chat old').then(cache => cache.put('/', new Response('<p>old</p>')))")
    await page.evaluate("navigator.serviceWorker.getRegistration().then(registration => registration.unregister())")
    await page.reload()
    await page.locator(".chip").first().waitFor()
    await kept(page)
    await expect.poll(() => page.evaluate("caches.has('timetable-chat old')")).toBe(false)
  })
})
