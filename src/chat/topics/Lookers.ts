import { Schema } from "effect"
import type { SchoolId } from "../../timetable/School.ts"
import type { Session } from "../sessions/Session.ts"

const namedAtMost = 100
/** Other nodes that are heard of one timetable. */
const nodesAtMost = 100
/** A node that said nothing for so many rounds is dead, and nobody looks from there. */
const silentRounds = 30

/** Who looks at a timetable: people, their connections, and the first hundred by name. */
export const Seen = Schema.Struct({
  total: Schema.NonNegativeInt,
  connections: Schema.NonNegativeInt,
  users: Schema.Array(Schema.Struct({ id: Schema.String, name: Schema.String, connections: Schema.Int })).pipe(
    Schema.maxItems(namedAtMost)
  )
})
export interface Seen extends Schema.Schema.Type<typeof Seen> {}

const isSame = Schema.equivalence(Seen)

/** Whoever is named by several counts once; of those who are not named nobody can tell. */
const together = (all: ReadonlyArray<Seen>): Seen => {
  const users = new Map<string, Seen["users"][number]>()
  let unnamed = 0
  let connections = 0
  for (const seen of all) {
    unnamed += seen.total - seen.users.length
    connections += seen.connections
    for (const user of seen.users) {
      const known = users.get(user.id)
      users.set(user.id, known === undefined ? user : { ...known, connections: known.connections + user.connections })
    }
  }
  return { total: users.size + unnamed, connections, users: [...users.values()].slice(0, namedAtMost) }
}

/** Who looks at one timetable, on this node and, as far as it was heard, on the others. */
export class Lookers {
  readonly schoolId: SchoolId
  readonly timetableId: string
  readonly sessions = new Set<Session>()
  readonly #others = new Map<string, { readonly seen: Seen; silent: number }>()

  constructor(schoolId: SchoolId, timetableId: string) {
    this.schoolId = schoolId
    this.timetableId = timetableId
  }

  /** true: something is different from what was known. */
  hear(node: string, seen: Seen): boolean {
    const known = this.#others.get(node)
    if (seen.connections === 0) return this.#others.delete(node)
    if (known === undefined && this.#others.size >= nodesAtMost) return false
    this.#others.set(node, { seen, silent: 0 })
    return known === undefined || !isSame(known.seen, seen)
  }

  /** A round has passed. true: a node was silent for too long, those who looked from there are gone. */
  grow(): boolean {
    const before = this.#others.size
    for (const [node, other] of this.#others) {
      other.silent += 1
      if (other.silent > silentRounds) this.#others.delete(node)
    }
    return this.#others.size < before
  }

  here(): Seen {
    const users = new Map<string, Seen["users"][number]>()
    for (const { user } of this.sessions) {
      const connections = (users.get(user.id)?.connections ?? 0) + 1
      users.set(user.id, { id: user.id, name: user.name, connections })
    }
    return {
      total: users.size,
      connections: this.sessions.size,
      users: [...users.values()].slice(0, namedAtMost)
    }
  }

  everywhere(): Seen {
    return together([this.here(), ...[...this.#others.values()].map(({ seen }) => seen)])
  }
}
