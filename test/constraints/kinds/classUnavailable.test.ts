import { describe, expect, it } from "vitest"
import { constraint, find, messages, type Story } from "../../support/school.ts"

const rule = constraint("class_unavailable")

describe("class_unavailable", () => {
  it("finds lessons of every group that shares students with the class", () => {
    const story: Story = {
      classes: {
        "9A": { atoms: ["9A1", "9A2"], off: ["Friday 5", "Friday 6"] },
        "9A Latin": { atoms: ["9A2"], in: ["9A"] },
        "9B": { atoms: ["9B1"] }
      },
      lessons: {
        latin: { subject: "Latin", classes: ["9A Latin"], duration: 2, at: "Friday 4" },
        maths: { subject: "Maths", classes: ["9A"], at: "Friday 6" },
        art: { subject: "Art", classes: ["9B"], at: "Friday 6" },
        sport: { subject: "PE", classes: ["9A"] }
      }
    }
    expect(find(story, rule)).toEqual([
      { deviation: 1, lessons: ["latin"], resources: ["class 9A"], slots: ["Friday 5"] },
      { deviation: 1, lessons: ["maths"], resources: ["class 9A"], slots: ["Friday 6"] }
    ])
    expect(messages(story, rule)).toEqual([
      "9A is not available on Friday, period 5, but has 9A Latin Latin",
      "9A is not available on Friday, period 6, but has 9A Maths"
    ])
  })
})
