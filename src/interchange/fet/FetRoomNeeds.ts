import type { RoomId, RoomNeed } from "../../timetable/Room.ts"
import type { FetActivity } from "./FetActivities.ts"
import type { Said } from "./FetConstraints.ts"

type Choice = ReadonlyArray<RoomId>

interface Wishes {
  /** Sets of rooms that constraints of its own give it, at 100 %; it is to be in all of them. */
  readonly own: Array<Choice>
  /** Likewise the home rooms of its teacher or its students. */
  readonly home: Array<Choice>
  /** Where FET has put it. */
  readonly found: Array<RoomId>
  hasOwn: boolean
}

/**
 * Which rooms FET lets each activity be held in. Home rooms count only where no other constraint, of whatever weight,
 * gives the activity rooms. A room that FET found, not locked, is such a constraint to FET, but only says where the
 * lesson is: it leaves the home rooms as the need, and where the school has chosen another one, it suits as well.
 */
export class FetRoomNeeds {
  readonly #wishes = new Map<FetActivity, Wishes>()

  constructor(said: ReadonlyArray<Said>) {
    for (const { constraint, finding } of said) {
      if (finding.is === "room") {
        const wishes = this.#of(finding.activity)
        if (!finding.locked) wishes.found.push(...finding.rooms)
        else {
          wishes.hasOwn = true
          wishes.own.push(finding.wanted.real)
        }
      } else if (finding.is === "rooms") {
        for (const activity of finding.activities) {
          const wishes = this.#of(activity)
          if (finding.home === null) wishes.hasOwn = true
          if (constraint.hard) (finding.home === null ? wishes.own : wishes.home).push(finding.rooms)
        }
      }
    }
  }

  hasOwnRooms(activity: FetActivity): boolean {
    return this.#wishes.get(activity)?.hasOwn ?? false
  }

  /** Ids sorted, so that equal needs are equal values. An empty list: no room meets all that is asked. */
  of(activity: FetActivity): RoomNeed {
    const wishes = this.#wishes.get(activity)
    const [first, ...others] = wishes?.hasOwn ? wishes.own : (wishes?.home ?? [])
    if (wishes === undefined || first === undefined) return { need: "none" }
    const common = first.filter(room => others.every(choice => choice.includes(room)))
    const rooms = new Set(wishes.hasOwn ? common : [...common, ...wishes.found])
    return { need: "rooms", roomIds: [...rooms].sort() }
  }

  #of(activity: FetActivity): Wishes {
    const known = this.#wishes.get(activity)
    if (known !== undefined) return known
    const wishes: Wishes = { own: [], home: [], found: [], hasOwn: false }
    this.#wishes.set(activity, wishes)
    return wishes
  }
}
