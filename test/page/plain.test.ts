import { readFile } from "node:fs/promises"
import { createServer } from "node:http"
import { it, onTestFinished } from "vitest"
import { browsing, describePage } from "./browser.ts"

const { serve, person } = browsing()

/** The folder of examples as a reader serves it, with the address of the server put in. */
const serveExamples = async (endpoint: () => string) => {
  const server = createServer(async (request, response) => {
    const name = request.url === "/plain.js" ? "plain.js" : request.url === "/plain.html" ? "plain.html" : null
    if (name === null) return void response.writeHead(204).end()
    const text = await readFile(new URL(`../../examples/${name}`, import.meta.url), "utf8")
    response.setHeader("content-type", name === "plain.js" ? "text/javascript" : "text/html")
    response.end(text.replace("ws://127.0.0.1:3000", endpoint()))
  })
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`
}

describePage("the example in plain JavaScript, opened in a browser", () => {
  it("asks a running server, and presses a button of its answer", async () => {
    let endpoint = ""
    const origin = await serveExamples(() => endpoint)
    const server = await serve({ settings: { ALLOWED_ORIGINS: origin } })
    endpoint = server.http.replace("http", "ws")
    const page = await (await person()).context.newPage()
    await page.goto(`${origin}/plain.html`)
    await page.getByRole("button", { name: "Ask" }).click()
    await page.getByText("3 conflicts on Monday morning: 3 hard, 0 soft.").waitFor()
    await page.getByRole("textbox", { name: "Message" }).fill("Can you help optimize Mrs. Smith's schedule?")
    await page.getByRole("button", { name: "Ask" }).click()
    await page
      .getByRole("button", { name: /^Apply/ })
      .first()
      .click()
    await page
      .getByText(/version 2/)
      .first()
      .waitFor()
  })
})
