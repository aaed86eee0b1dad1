import type { Place } from "../../schedule/EventLog.ts"
import type { Session } from "../sessions/Session.ts"

/** The newest frames of a topic that are at hand for those who come back; older ones stand in the log. */
const framesAtHand = 256
const charactersAtHand = 256 * 1024
/** Frames that came before their turn; what does not fit is read from the log. */
const earlyAtMost = 256

/** A frame that is kept, encoded once for all who follow. */
export interface Kept {
  readonly seq: number
  readonly text: string
}

/** The connection whose own frame this is: it learns of the place in its own way, and is not told the frame. */
export interface Mine {
  readonly session: Session
  readonly placed: (place: Place) => void
}

/** A null place: where the topic stood is not known. */
interface Follower {
  /** Whatever came after it has been told, or will be. */
  toldFrom: Place | null
  /** Gets nothing yet: will first be told what came after `from`. */
  held: { from: Place | null } | null
}

interface Early extends Kept {
  readonly mine: Mine | null
}

/**
 * A topic that somebody on this node follows. Tells kept frames in the order of their numbers, each once; one that comes
 * before its turn waits until those before it are there.
 */
export class LiveTopic {
  /** Of the last frame that was told. null: not known yet; the next frame is then taken to be the next. */
  place: Place | null = null
  readonly #followers = new Map<Session, Follower>()
  readonly #early = new Map<number, Early>()
  #ring: Array<Kept> = []
  #characters = 0

  get followers(): number {
    return this.#followers.size
  }

  has(session: Session): boolean {
    return this.#followers.has(session)
  }

  /** From the next frame on; or, held, from `release` on. */
  join(session: Session, held: boolean): void {
    this.#followers.set(session, { toldFrom: this.place, held: held ? { from: this.place } : null })
  }

  leave(session: Session): void {
    this.#followers.delete(session)
  }

  isHeld(session: Session): boolean {
    return this.#followers.get(session)?.held != null
  }

  /** What a held follower will be told begins after this place; null: it does not follow, or the place is not known. */
  heldFrom(session: Session): Place | null {
    return this.#followers.get(session)?.held?.from ?? null
  }

  /** From here on it is told nothing until `release`, and then what it was not told. */
  hold(session: Session): void {
    const follower = this.#followers.get(session)
    if (follower !== undefined) follower.held ??= { from: this.place }
  }

  /** A held follower has been told all up to here. */
  toldUpTo(session: Session, place: Place): void {
    const follower = this.#followers.get(session)
    if (follower?.held != null) follower.held = { from: place }
  }

  /**
   * A held follower stands at `from`, and `since` is all that came after it: answers what must be told before what it
   * was or will be told, so that each frame reaches it once.
   */
  resumed(session: Session, from: Place, since: ReadonlyArray<Kept>): ReadonlyArray<Kept> {
    const follower = this.#followers.get(session)
    if (follower?.held == null || this.place === null) return []
    const { epoch } = this.place
    const newest = { epoch, seq: since.at(-1)?.seq ?? from.seq }
    const told = follower.toldFrom ?? newest
    const held = follower.held.from ?? newest
    // It may know more than this node had heard of when it came.
    follower.held = { from: { epoch, seq: Math.max(held.seq, from.seq) } }
    // Who was told nothing yet will be told what comes after its own place, even where that is later than it came.
    const isUntold = held.seq === told.seq
    follower.toldFrom = { epoch, seq: isUntold ? from.seq : Math.min(told.seq, from.seq) }
    return since.filter(({ seq }) => seq <= told.seq)
  }

  release(session: Session): void {
    const follower = this.#followers.get(session)
    if (follower !== undefined) follower.held = null
  }

  /** A kept frame of this place. "gap": it waits, and what is before it is to be fetched. */
  take({ epoch, seq }: Place, text: string, mine: Mine | null = null): "told" | "old" | "gap" {
    if (this.place !== null && this.place.epoch !== epoch && this.place.epoch !== "") this.#forget()
    this.place = this.place === null ? { epoch, seq: seq - 1 } : { ...this.place, epoch }
    if (seq <= this.place.seq) {
      mine?.placed({ epoch, seq })
      return "old"
    }
    if (seq > this.place.seq + 1) {
      if (this.#early.size < earlyAtMost) this.#early.set(seq, { seq, text, mine })
      else mine?.placed({ epoch, seq })
      return "gap"
    }
    this.#tell({ seq, text, mine })
    let next = this.#early.get(this.place.seq + 1)
    while (next !== undefined) {
      this.#early.delete(next.seq)
      this.#tell(next)
      next = this.#early.get(this.place.seq + 1)
    }
    return "told"
  }

  /** Whether something that came waits for something that did not. */
  get hasGap(): boolean {
    return this.#early.size > 0
  }

  /** Goes on from a place that was learned elsewhere; what came early and is not after it is passed over. */
  startAt({ epoch, seq }: Place): void {
    const jumps = this.place !== null && (this.place.epoch !== epoch || this.place.seq !== seq)
    if (jumps) {
      this.#ring = []
      this.#characters = 0
    }
    for (const follower of this.#followers.values()) {
      follower.toldFrom = jumps ? { epoch, seq } : (follower.toldFrom ?? { epoch, seq })
      if (follower.held !== null) follower.held.from ??= { epoch, seq }
    }
    const early = [...this.#early.values()].toSorted((a, b) => a.seq - b.seq)
    this.#early.clear()
    this.place = { epoch, seq }
    for (const { seq: later, text, mine } of early) this.take({ epoch, seq: later }, text, mine)
  }

  /** A frame that is not kept: for whoever is here. */
  pass(text: string, exceptConnection: string): void {
    for (const [session, { held }] of this.#followers)
      if (held === null && session.connection.id !== exceptConnection) session.tellEncoded(text)
  }

  /** What was told after a place, where it is at hand; null: it is not. */
  since(from: Place): ReadonlyArray<Kept> | null {
    if (this.place === null || from.epoch !== this.place.epoch) return null
    const missed = this.place.seq - from.seq
    if (missed < 0 || missed > this.#ring.length) return null
    return missed === 0 ? [] : this.#ring.slice(-missed)
  }

  /** Frames that were read from the log, the last of them told last here: at hand for the next who comes back. */
  remember(older: ReadonlyArray<Kept>): void {
    const [first] = this.#ring
    const known = first?.seq ?? (this.place?.seq ?? 0) + 1
    const before = older.filter(({ seq }) => seq < known)
    if (before.at(-1)?.seq !== known - 1) return
    this.#ring = [...before, ...this.#ring]
    this.#characters += before.reduce((sum, { text }) => sum + text.length, 0)
    this.#shorten()
  }

  #tell({ seq, text, mine }: Early): void {
    const epoch = this.place?.epoch ?? ""
    for (const [session, follower] of this.#followers) {
      follower.toldFrom ??= { epoch, seq: seq - 1 }
      if (follower.held === null) {
        if (session !== mine?.session) session.tellEncoded(text)
      } else follower.held.from ??= { epoch, seq: seq - 1 }
    }
    this.place = { epoch, seq }
    this.#ring.push({ seq, text })
    this.#characters += text.length
    this.#shorten()
    mine?.placed(this.place)
  }

  #shorten(): void {
    while (this.#ring.length > framesAtHand || (this.#characters > charactersAtHand && this.#ring.length > 1)) {
      this.#characters -= this.#ring.shift()?.text.length ?? 0
    }
  }

  /** The topic began anew, or its log was put back: nothing that is known here holds any more. */
  #forget(): void {
    for (const follower of this.#followers.values()) follower.toldFrom = null
    this.place = null
    this.#ring = []
    this.#characters = 0
    for (const { seq, mine } of this.#early.values()) mine?.placed({ epoch: "", seq })
    this.#early.clear()
  }
}
