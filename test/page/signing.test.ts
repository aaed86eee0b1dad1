import { createServer } from "node:http"
import { expect, it, onTestFinished } from "vitest"
import { tokenOf, withTokens } from "../support/tokens.ts"
import { browsing, describePage, say } from "./browser.ts"

const { serve, person } = browsing()

/** A token that the server asks to be renewed a second or two from now: it does so a minute before the end. */
const ending = () => tokenOf("pat", { name: "Pat" }, 62)

/** An operator's sign-in page: gives a token to programs that ask for JSON, and sends people back with one. */
const signInPage = async () => {
  const asked: Array<string> = []
  const server = createServer(async (request, response) => {
    const token = await tokenOf("pat", { name: "Pat" })
    const url = new URL(request.url ?? "", "http://host")
    asked.push(request.headers.accept ?? "")
    if (url.searchParams.get("return_to") === null) {
      response.setHeader("access-control-allow-origin", request.headers.origin ?? "")
      response.setHeader("access-control-allow-credentials", "true")
      response.end(JSON.stringify({ token }))
    } else response.writeHead(302, { location: `${url.searchParams.get("return_to")}#token=${token}` }).end()
  })
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = typeof address === "object" && address !== null ? address.port : 0
  return { url: `http://127.0.0.1:${port}/sign-in`, asked }
}

describePage("where tokens are asked for, a person", () => {
  it("comes in by a link; the token leaves the address, and a reload asks nothing", async () => {
    const server = await serve({ settings: withTokens })
    const page = await (await person()).tab(`${server.http}/#token=${await tokenOf("pat")}`)
    expect(page.url()).toBe(`${server.http}/`)
    await page.reload()
    await page.locator(".chip").first().waitFor()
    expect(await page.evaluate("localStorage.getItem('timetable-chat.token')")).toBe(null)
  })

  it("is asked for one, is refused with a bad one, and comes in with a good one", async () => {
    const server = await serve({ settings: withTokens })
    const { context } = await person()
    const page = await context.newPage()
    await page.goto(server.http)
    const signIn = page.getByRole("region", { name: "Sign in" })
    const field = signIn.getByLabel("Token", { exact: true })
    await field.fill("nonsense")
    await page.keyboard.press("Enter")
    await page.getByText("Sign-in needed").waitFor()
    await signIn.getByText("This timetable is shown to those who are known.").waitFor()
    await field.fill(await tokenOf("pat"))
    await page.keyboard.press("Enter")
    await page.locator(".chip").first().waitFor()
    expect(await signIn.count()).toBe(0)
  })

  it("is asked again before it ends, and what was being written stays", async () => {
    const server = await serve({ settings: withTokens })
    const page = await (await person()).tab(`${server.http}/#token=${await ending()}`)
    const field = page.getByRole("combobox", { name: "Message to the assistant" })
    await field.fill("What conflicts do we")
    const signIn = page.getByRole("region", { name: "Sign in" })
    await signIn.getByText("Your sign-in ends within a minute.").waitFor()
    await signIn.getByLabel("Token", { exact: true }).fill(await tokenOf("pat"))
    await page.keyboard.press("Enter")
    await expect.poll(() => signIn.count()).toBe(0)
    expect(await field.inputValue()).toBe("What conflicts do we")
    await page.getByText("Connected", { exact: true }).waitFor()
  })

  it("goes to the sign-in page and comes back, with the draft", async () => {
    const { url } = await signInPage()
    const server = await serve({ settings: { ...withTokens, SIGN_IN_URL: url } })
    const { context } = await person()
    const page = await context.newPage()
    await page.goto(server.http)
    await page.getByRole("combobox", { name: "Message to the assistant" }).fill("Half a sentence")
    await page.getByRole("button", { name: "Go to the sign-in page" }).click()
    await page.locator(".chip").first().waitFor()
    expect(page.url()).toBe(`${server.http}/`)
    expect(await page.getByRole("combobox", { name: "Message to the assistant" }).inputValue()).toBe("Half a sentence")
  })

  it("whose sign-in page gives another token is not asked at all", async () => {
    const { url, asked } = await signInPage()
    const server = await serve({ settings: { ...withTokens, SIGN_IN_URL: url } })
    const first = await ending()
    const page = await (await person()).tab(`${server.http}/#token=${first}`)
    await expect.poll(() => asked, { timeout: 10_000 }).toEqual(["application/json"])
    const kept = () => page.evaluate<string>("sessionStorage.getItem('timetable-chat.token')")
    await expect.poll(kept).not.toBe(first)
    expect(await page.getByRole("region", { name: "Sign in" }).count()).toBe(0)
  })

  it("who may only look is told so, and offered nothing to change", async () => {
    const server = await serve({ settings: withTokens })
    const page = await (await person()).tab(`${server.http}/#token=${await tokenOf("vi", { role: "viewer" })}`)
    await page.getByText("You may look, not change.").waitFor()
    await page.getByText("Timetables", { exact: true }).click()
    await page.getByRole("link", { name: "Larkfield School (demo) the current one" }).waitFor()
    expect(await page.getByText("Import a file …").count()).toBe(0)
    await page.getByText("Timetables", { exact: true }).click()
    await say(page, '/move lesson="10b Maths monday 3" to="wednesday 7"')
    const card = page.getByRole("article", { name: "Suggestion" })
    await card.getByRole("button", { name: "Preview" }).waitFor()
    expect(await card.getByRole("button", { name: "Apply" }).count()).toBe(0)
  })
})
