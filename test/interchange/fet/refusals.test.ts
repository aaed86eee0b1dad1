import { describe, expect, it } from "vitest"
import { brookside, constraint, refusal, withConstraints } from "../brookside.ts"

/** The line of the n-th line break after which `part` stands in `text`. */
const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split("\n").length

const time = (type: string, inside: string): string => withConstraints({ time: constraint(type, inside) })
const space = (type: string, inside: string): string => withConstraints({ space: constraint(type, inside) })
const at = "<Preferred_Day>Mo</Preferred_Day><Preferred_Hour>Lunch</Preferred_Hour>"

describe("a FET file that contradicts itself is refused, with the place and the name", () => {
  const cases: ReadonlyArray<readonly [name: string, text: string, at: string, reason: string]> = [
    [
      "an unknown teacher in an activity",
      brookside.replace("<Teacher>Hill</Teacher>", "<Teacher>Hull</Teacher>"),
      "<Teacher>Hull",
      'there is no teacher "Hull"'
    ],
    [
      "an unknown subject",
      brookside.replace("<Subject>Singing</Subject>", "<Subject>Dancing</Subject>"),
      "<Subject>Dancing",
      'there is no subject "Dancing"'
    ],
    [
      "an unknown class",
      brookside.replace("<Students>7B</Students>", "<Students>7C</Students>"),
      "<Students>7C",
      'there is no class "7C"'
    ],
    [
      "an unknown tag",
      brookside.replace("<Activity_Tag>practical", "<Activity_Tag>theory"),
      "<Activity_Tag>theory",
      'there is no activity tag "theory"'
    ],
    [
      "an unknown activity",
      time("ActivitiesSameStartingTime", "<Activity_Id>1</Activity_Id><Activity_Id>77</Activity_Id>"),
      "<Activity_Id>77",
      'there is no activity with the id "77"'
    ],
    [
      "an activity that is no number",
      time("ActivityPreferredStartingTime", `<Activity_Id>x</Activity_Id>${at}`),
      "<Activity_Id>x",
      'there is no activity with the id "x"'
    ],
    [
      "no activity where one is needed",
      time("ActivityPreferredStartingTime", at),
      "<ConstraintActivityPreferredStartingTime><Weight_Percentage>100</Weight_Percentage><Pref",
      "<ConstraintActivityPreferredStartingTime> has no <Activity_Id>"
    ],
    [
      "an unknown day",
      time("ActivityPreferredStartingTime", `<Activity_Id>1</Activity_Id>${at.replace("Mo", "Su")}`),
      "<Preferred_Day>Su",
      'there is no day "Su"'
    ],
    [
      "an unknown hour",
      time("ActivityPreferredStartingTime", `<Activity_Id>1</Activity_Id>${at.replace("Lunch", "Tea")}`),
      "<Preferred_Hour>Tea",
      'there is no hour "Tea"'
    ],
    [
      "an unknown room",
      space("ActivityPreferredRoom", "<Activity_Id>1</Activity_Id><Room>R9</Room>"),
      "<Room>R9",
      'there is no room "R9"'
    ],
    [
      "an unknown teacher in a constraint that is otherwise fine",
      time("TeacherMaxGapsPerWeek", "<Teacher_Name>Hull</Teacher_Name><Max_Gaps>1</Max_Gaps>"),
      "<Teacher_Name>Hull",
      'there is no teacher "Hull"'
    ],
    [
      "a negative limit",
      time("TeachersMaxGapsPerWeek", "<Max_Gaps>-1</Max_Gaps>"),
      "<Max_Gaps>-1",
      '<Max_Gaps> is "-1", not a whole number from 0 to 10000'
    ],
    [
      "a weight beyond 100 %",
      time("TeachersMaxGapsPerWeek", "<Weight_Percentage>101</Weight_Percentage><Max_Gaps>1</Max_Gaps>"),
      "<Weight_Percentage>101",
      '<Weight_Percentage> is "101", not a number from 0 to 100'
    ],
    [
      "a negative duration",
      brookside.replace("<Duration>2</Duration>", "<Duration>-2</Duration>"),
      "<Duration>-2",
      '<Duration> is "-2", not a whole number from 1 to 100'
    ],
    [
      "half a period",
      brookside.replace("<Duration>2</Duration>", "<Duration>1.5</Duration>"),
      "<Duration>1.5",
      '<Duration> is "1.5", not a whole number from 1 to 100'
    ],
    [
      "neither yes nor no",
      brookside.replace("<Active>false</Active>", "<Active>perhaps</Active>"),
      "<Active>perhaps",
      '<Active> is "perhaps", neither true nor false'
    ],
    [
      "an activity twice",
      brookside.replace("<Id>2</Id>", "<Id>1</Id>\n\n"),
      "<Id>1</Id>\n\n",
      "there are two activities with the id 1"
    ],
    [
      "a teacher twice",
      brookside.replace("<Name>Mr. Reed</Name>", "<Name> Ms. Stone </Name>"),
      "<Name>Ms. Stone</Name>",
      'there are two teachers "Ms. Stone"'
    ],
    [
      "a class without a name",
      brookside.replace("<Name>7B</Name>", "<Name> </Name>"),
      "<Name> </Name>",
      "<Name> is empty"
    ],
    [
      "a group that is its own year",
      brookside.replace("<Name>7B</Name>", "<Name>Year 7</Name>\t"),
      "<Name>Year 7</Name>\t",
      '"Year 7" is both a year and a group'
    ],
    [
      "a subgroup that is its own group",
      brookside.replace("<Name>7A others</Name>", "<Name>7A</Name>\t"),
      "<Name>7A</Name>\t",
      '"7A" is both a group and a subgroup'
    ],
    [
      "a year twice",
      brookside.replace("<Name>Year 9</Name>", "<Name>Year 8</Name>\t"),
      "<Name>Year 8</Name>\t",
      'there are two classes "Year 8"'
    ],
    [
      "a group twice in its year",
      brookside.replace("<Name>7B</Name>", "<Name>7A</Name>\t"),
      "<Name>7A</Name>\t",
      'the year "Year 7" has "7A" twice'
    ],
    [
      "a virtual room made of itself",
      brookside.replace(
        "</Rooms_List>",
        "<Room><Name>V</Name><Virtual>true</Virtual><Set_of_Real_Rooms><Real_Room>V</Real_Room></Set_of_Real_Rooms></Room></Rooms_List>"
      ),
      "<Real_Room>V",
      'there is no room "V"'
    ],
    [
      "no days",
      brookside.replace(/<Number_of_Days>.*?(?=<\/Days_List>)/s, ""),
      "<Days_List>",
      "there are no days in it"
    ],
    ["no list of hours", brookside.replace(/<Hours_List>.*<\/Hours_List>/s, ""), "<fet", "there is no <Hours_List>"],
    [
      "fewer days than it announces",
      brookside.replace("<Number_of_Days>2<", "<Number_of_Days>5<"),
      "<Number_of_Days>5",
      "it announces 5 days, but lists 2"
    ],
    [
      "more hours than any day has",
      brookside.replace("</Hours_List>", `${"<Hour><Name>x</Name></Hour>".repeat(100)}</Hours_List>`),
      "<Hours_List>",
      "there are more than 72 hours"
    ],
    [
      "an hour twice",
      brookside.replace("<Name>Lunch</Name>", "<Name>3 (11:00 - 11:45)</Name>"),
      "5)</Name>\n</Hour>\n</Hours_List>",
      'there are two hours "3 (11:00 - 11:45)"'
    ]
  ]
  it.each(cases)("%s", (_, text, part, reason) => {
    const where = part === "5)</Name>\n</Hour>\n</Hours_List>" ? lineOf(text, part) - 1 : lineOf(text, part)
    expect(refusal(text)).toBe(`school.fet, line ${where}: ${reason}`)
  })

  it("a name of a megabyte is not repeated in full", () => {
    const text = brookside.replace("<Teacher>Hill</Teacher>", `<Teacher>${"x".repeat(1_000_000)}</Teacher>`)
    expect(refusal(text)).toBe(
      `school.fet, line ${lineOf(text, "<Teacher>x")}: there is no teacher "${"x".repeat(79)}…"`
    )
  })

  it("a small file that says more than a large school could", () => {
    const slot =
      "<Preferred_Time_Slot><Preferred_Day>Mo</Preferred_Day><Preferred_Hour>Lunch</Preferred_Hour></Preferred_Time_Slot>"
    const more = Array.from(
      { length: 2000 },
      (_, i) => `<Activity><Subject>Maths</Subject><Duration>1</Duration><Id>${100 + i}</Id></Activity>`
    )
    const text = withConstraints({ time: constraint("ActivitiesPreferredTimeSlots", slot).repeat(2500) })
    // Each of them speaks of 2005 activities.
    const first = lineOf(text, "<ConstraintActivitiesPreferredTimeSlots>")
    expect(refusal(text.replace("</Activities_List>", `${more.join("")}</Activities_List>`))).toBe(
      `school.fet, line ${first + 2493}: its constraints speak of more than 5000000 things, counted singly`
    )
  })

  it("another format", () => {
    expect(refusal("<HighSchoolTimetableArchive/>")).toBe(
      "school.fet, line 1: this is not a FET file but <HighSchoolTimetableArchive>"
    )
  })
})
