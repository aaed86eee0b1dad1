import { basicConstraints } from "../../src/constraints/basicConstraints.ts"
import { ChangeRepo } from "../../src/schedule/ChangeRepo.ts"
import { ScheduleRepo } from "../../src/schedule/ScheduleRepo.ts"
import { SchoolId } from "../../src/timetable/School.ts"
import { school } from "./school.ts"
import { connect } from "./TestClient.ts"
import type { TestServer } from "./TestServer.ts"
import { bearerOf, tokenOf } from "./tokens.ts"

const schoolId = SchoolId.make("elsewhere")

/** Stands in everything that the school keeps, and in none of its ids: where it is read, something has leaked. */
export const secret = "Zorblatt"

const body = school(
  {
    teachers: { Kwux: {}, [secret]: {} },
    rooms: { "elsewhere-room": {}, "elsewhere-hall": {} },
    lessons: {
      "elsewhere-1": {
        subject: secret,
        teachers: ["Kwux"],
        classes: [`${secret} 7`],
        rooms: ["elsewhere-room"],
        at: "Monday 1"
      },
      "elsewhere-2": {
        subject: secret,
        teachers: ["Kwux"],
        classes: [`${secret} 8`],
        rooms: ["elsewhere-hall"],
        at: "Monday 1"
      }
    }
  },
  basicConstraints()
)

/** Another school on the same server, and one of its planners, who has worked there. */
export const openOtherSchool = async (server: TestServer) => {
  const repo = await server.run(ScheduleRepo)
  const changes = await server.run(ChangeRepo)
  await server.run(repo.putSchool({ id: schoolId, name: `${secret} School`, timeZone: "UTC" }))
  const { id: timetableId } = await server.run(repo.put({ schoolId, name: `${secret} week`, body, makeCurrent: true }))
  const client = await connect(server.url, bearerOf(await tokenOf("pat", { school: schoolId, name: secret })))
  const conflict = (await client.ask("/conflicts")).conflict_ids[0] ?? "none"
  const [suggestion] = (await client.ask("/suggest lesson=elsewhere-1")).suggestions
  if (suggestion === undefined) throw new Error("the other school has no suggestion")
  const locked = await client.answer(client.command("/lock lesson=elsewhere-2", { conversation_id: "theirs" }))
  const said = await client.answer(client.say(`${secret} is ill`, { conversation_id: "theirs" }))
  // What commands say is written behind.
  for (let written = 0; written < 4; ) {
    const { data } = await client.ask("/messages conversation=theirs")
    written = data?.kind === "messages" ? data.messages.length : 0
  }
  return {
    client,
    ids: {
      timetable: timetableId,
      lesson: "elsewhere-1",
      otherLesson: "elsewhere-2",
      conflict,
      suggestion: suggestion.id,
      hash: suggestion.hash,
      change: locked.data?.kind === "change" ? locked.data.change.change_id : "none",
      conversation: "theirs",
      run: said.run_id ?? "none"
    },
    /** All that is kept of the school. */
    kept: async () => ({
      timetable: await server.run(repo.load(schoolId, timetableId)),
      changes: await server.run(
        changes.history(schoolId, timetableId, { limit: 100, offset: 0, lessonIds: null, since: null })
      ),
      basket: (await client.ask("/basket")).data,
      conversation: (await client.ask("/messages conversation=theirs")).data
    })
  }
}
