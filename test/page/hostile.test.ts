import { Effect, Layer } from "effect"
import { expect, it } from "vitest"
import { demoSchool } from "../../src/schedule/demo/DemoSchool.ts"
import { demoBody } from "../../src/schedule/demo/demoBody.ts"
import { demoTimetable } from "../../src/schedule/demo/demoTimetable.ts"
import { ScheduleRepo } from "../../src/schedule/ScheduleRepo.ts"
import { memory } from "../support/TestServer.ts"
import { browsing, describePage, lastAnswer, say } from "./browser.ts"

const { serve, person } = browsing()

const hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script>'

/** The demo school, whose first teacher has markup for a name. */
const storage = Layer.provideMerge(
  Layer.effectDiscard(
    Effect.gen(function* () {
      const repo = yield* ScheduleRepo
      const body = demoBody(demoTimetable)
      yield* repo.putSchool(demoSchool)
      const teachers = body.teachers.map((teacher, i) => (i === 0 ? { ...teacher, name: hostile } : teacher))
      yield* repo.put({
        schoolId: demoSchool.id,
        name: `Week ${hostile}`,
        body: { ...body, teachers },
        makeCurrent: true
      })
    }).pipe(Effect.orDie)
  ),
  memory
)

describePage("names that are markup", () => {
  it("are text: in the grid, the lists and the answers, and nothing in them runs", async () => {
    const server = await serve({ storage })
    const page = await (await person()).tab(server.http)
    expect(await page.locator("h1").textContent()).toBe(`Week ${hostile}`)
    await page.getByRole("button", { name: "Teacher", exact: true }).click()
    await say(page, "/conflicts")
    await lastAnswer(page).getByText(hostile).first().waitFor()
    expect(await page.locator("img, main script").count()).toBe(0)
    expect(await page.title()).toBe("Timetable")
  })

  it("would not run if they became markup: the policy of the page forbids it", async () => {
    const server = await serve()
    const { complaints, tab } = await person()
    const page = await tab(server.http)
    const refused = page.waitForEvent("console", message => message.text().includes("Content Security Policy"))
    await page.evaluate(`document.querySelector("h1").innerHTML = ${JSON.stringify(hostile)}`)
    await refused
    expect(await page.title()).toBe("Timetable")
    complaints.length = 0
  })

  it("in a frame of somebody else, the page does not show", async () => {
    const server = await serve()
    const response = await fetch(server.http)
    expect(response.headers.get("content-security-policy")).toContain("frame-ancestors 'none'")
  })
})
