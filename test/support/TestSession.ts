import { uncounted } from "../../src/chat/Meter.ts"
import { Session } from "../../src/chat/sessions/Session.ts"
import type { User } from "../../src/chat/User.ts"
import { SchoolId } from "../../src/timetable/School.ts"

const somebody: User = { id: "anna", name: "Anna", schoolId: SchoolId.make("springfield"), role: "viewer" }

let connections = 0
/** A session on a connection that only takes down what it is told, and when it is closed. */
export const testSession = (user: User = somebody) => {
  connections += 1
  const heard: Array<string> = []
  const closed: Array<string> = []
  const session = new Session({
    connection: {
      id: `connection ${connections}`,
      address: "here",
      openedAt: 0,
      queuedBytes: () => 0,
      send: text => void heard.push(text),
      close: reason => void closed.push(reason),
      pause: () => {},
      resume: () => {},
      beat: () => {},
      terminate: () => {}
    },
    user,
    timetableId: null,
    limits: { messagesPerSecond: 1, burst: 1, inbox: 1 },
    stamp: { id: () => "id", millis: () => 0, now: () => "2026-01-01T00:00:00.000Z" },
    meter: uncounted,
    fork: () => {}
  })
  return { session, heard, closed }
}
