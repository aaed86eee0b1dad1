import { expect, it } from "vitest"
import { puppetAssistant } from "../support/PuppetAssistant.ts"
import { browsing, describePage, lastAnswer, say } from "./browser.ts"

const { serve, person } = browsing()

describePage("two tabs", () => {
  it("see each other, and at once what the other changes; either can take it back", async () => {
    const server = await serve()
    const { tab } = await person()
    const [one, two] = [await tab(server.http), await tab(server.http)]
    await one.getByText("2 here").waitFor()
    await say(one, '/move lesson="10b Maths monday 3" to="wednesday 7"')
    await one.getByRole("article", { name: "Suggestion" }).getByRole("button", { name: "Apply" }).click()
    await two.getByText("Local planner applied a change: 10b Maths → Wednesday 7").waitFor()
    await two.getByRole("button", { name: /^10b Maths.*Wednesday 7/ }).waitFor()
    expect(await two.locator(".version").textContent()).toBe("version 2")
    await two.getByRole("button", { name: "Undo" }).click()
    await one.getByText("Local planner took a change back").waitFor()
    await one.getByRole("button", { name: /^10b Maths.*Monday 3/ }).waitFor()
    await one.getByRole("article").getByText("Undone").waitFor()
  })
})

describePage("an answer in the middle", () => {
  it("goes on after the page is loaded anew, and is not asked twice", async () => {
    const puppet = puppetAssistant()
    const server = await serve({ assistant: puppet.layer })
    const page = await (await person()).tab(server.http)
    await say(page, "Tell me a story")
    const question = await puppet.question(1)
    question.say("Once upon")
    await lastAnswer(page).getByText("Once upon").waitFor()
    // With a week on the screen the page has something to remember over the reload, its conversation among it.
    await page.locator(".chip").first().waitFor()
    await page.reload()
    await lastAnswer(page).getByText("Once upon").waitFor()
    question.say(" a time.")
    question.finish()
    await lastAnswer(page).getByText("Once upon a time.", { exact: true }).waitFor()
    await expect.poll(() => page.getByText("Tell me a story").count()).toBe(1)
    await expect.poll(() => page.getByText("Once upon").count()).toBe(1)
    expect(puppet.asked).toHaveLength(1)
  })

  it("is stopped; what was said stays, and can be asked again", async () => {
    const puppet = puppetAssistant()
    const server = await serve({ assistant: puppet.layer })
    const page = await (await person()).tab(server.http)
    await say(page, "Tell me a story")
    ;(await puppet.question(1)).say("Once upon")
    await lastAnswer(page).getByText("Once upon").waitFor()
    await lastAnswer(page).getByRole("button", { name: "Stop" }).click()
    await lastAnswer(page).getByText("Stopped.").waitFor()
    await lastAnswer(page).getByText("Once upon").waitFor()
    await lastAnswer(page).getByRole("button", { name: "Try again" }).click()
    await puppet.question(2)
  })
})

describePage("a page that is loaded anew", () => {
  it("has the suggestions of before: what was applied says so, what is open can be decided", async () => {
    const server = await serve()
    const page = await (await person()).tab(server.http)
    await say(page, '/move lesson="10b Maths monday 3" to="wednesday 7"')
    const cards = page.getByRole("article", { name: "Suggestion" })
    await cards.getByRole("button", { name: "Apply" }).click()
    await cards.getByText("Applied", { exact: true }).waitFor()
    await say(page, '/move lesson="7a Maths monday 3" to="friday 7"')
    await cards.nth(1).waitFor()
    await page.reload()
    await cards.nth(0).getByText("Applied", { exact: true }).waitFor()
    await cards.nth(1).getByRole("button", { name: "Reject" }).click()
    await cards.nth(1).getByText("Rejected", { exact: true }).waitFor()
  })
})

describePage("without a connection", () => {
  it("the page says so, keeps what is said, and goes on by itself when the server is back", async () => {
    const first = await serve()
    const page = await (await person()).tab(first.http)
    await first.stop()
    await page.getByText("Offline. Reconnecting").waitFor()
    await say(page, "/score")
    await lastAnswer(page).getByText("Will be sent when the connection is back").waitFor()
    await page.getByRole("button", { name: /^7b PE.*Monday 1/ }).click()
    await page.getByRole("region", { name: "Lesson" }).waitFor()
    await serve({ settings: { PORT: String(first.port) } })
    await page.getByText("Connected", { exact: true }).waitFor()
    await lastAnswer(page).getByText("version 1").first().waitFor()
  })

  it("because the network is gone, it notices at once, and when it is back", async () => {
    const server = await serve()
    const { context, tab } = await person()
    const page = await tab(server.http)
    await page.getByText("Connected", { exact: true }).waitFor()
    await context.setOffline(true)
    await page.getByText("Offline. Reconnecting").waitFor()
    await context.setOffline(false)
    await page.getByText("Connected", { exact: true }).waitFor()
  })
})
