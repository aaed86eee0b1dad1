import type { ScheduleContext } from "../../protocol/ChatMessage.ts"
import type { CloseReason } from "../../protocol/CloseCode.ts"
import { encodeFrame, eventFrame, type ServerEventOf, type ServerFrame } from "../../protocol/ServerFrame.ts"
import type { TimetableId } from "../../timetable/Timetable.ts"
import { type Fork, Lane } from "../Lane.ts"
import type { Counting } from "../Meter.ts"
import { type RequestError, refusalFrame, toRefusal } from "../replies.ts"
import type { Stamper } from "../Stamp.ts"
import type { Topic } from "../topics/Topic.ts"
import type { User } from "../User.ts"
import type { Connection } from "./Connection.ts"
import type { Identified } from "./Identity.ts"
import { RecentFrames } from "./RecentFrames.ts"
import { TokenBucket } from "./TokenBucket.ts"

/** Frames of one connection that may wait to be taken in before its reading pauses. */
export const inbox = 64

export interface SessionLimits {
  readonly messagesPerSecond: number
  readonly burst: number
  /** Frames of one connection that wait to be taken in; beyond that reading pauses. */
  readonly inbox: number
}

const badFrameWindow = 60_000
const badFrameLimit = 10

/** What the server knows of one connected client while it is connected. */
export class Session {
  readonly connection: Connection
  /** Always the same person; what they may do, and their name, as their newest token says. */
  user: User
  /** Of their newest token; milliseconds since 1970; null = nobody says. */
  issuedAt: number | null
  /** Milliseconds since 1970; null = never. */
  expiresAt: number | null
  /** They have been told that their token expires. */
  isWarned = false
  readonly limits: SessionLimits
  /** Also the conversation of messages that name none. Another one's, when that is resumed. */
  id: string
  /** Takes frames in, in the order in which they came. */
  readonly intake: Lane
  readonly #buckets: ReadonlyArray<TokenBucket>
  readonly recent = new RecentFrames()
  readonly #stamp: Stamper
  readonly #meter: Counting
  /** null: the school's current timetable. */
  timetableId: TimetableId | null
  context: ScheduleContext | null = null
  /** The topic of the timetable it looks at. */
  looked: Topic | null = null
  /** Greeted a moment ago: what it follows is held back until it has had the chance to resume. */
  isNew = true
  received = 0
  /** Frames refused for coming too fast and not yet forgiven. */
  refusals = 0
  /** Milliseconds since 1970 of the last frame of a client; pongs do not count. */
  lastFrameAt: number
  #inbox = 0
  #badFrames: Array<number> = []

  constructor(options: {
    readonly connection: Connection
    readonly user: User
    readonly issuedAt?: number | null
    readonly expiresAt?: number | null
    readonly timetableId: TimetableId | null
    /** Buckets that it draws from besides its own; absent = none. */
    readonly shared?: ReadonlyArray<TokenBucket>
    readonly limits: SessionLimits
    readonly stamp: Stamper
    readonly meter: Counting
    readonly fork: Fork
  }) {
    this.connection = options.connection
    this.user = options.user
    this.issuedAt = options.issuedAt ?? null
    this.expiresAt = options.expiresAt ?? null
    this.timetableId = options.timetableId
    this.limits = options.limits
    this.#stamp = options.stamp
    this.#meter = options.meter
    this.id = options.stamp.id()
    this.lastFrameAt = options.connection.openedAt
    this.intake = new Lane(options.fork, Number.POSITIVE_INFINITY)
    const { messagesPerSecond, burst } = options.limits
    const own = new TokenBucket(messagesPerSecond, burst, options.connection.openedAt)
    this.#buckets = [own, ...(options.shared ?? [])]
  }

  tell(frame: ServerFrame): void {
    this.tellEncoded(encodeFrame(frame, this.#stamp.id(), this.#stamp.now()))
  }

  /** "It is here": stored where it must not be lost, else taken in. */
  acknowledge(ref: string, more: Partial<ServerEventOf<"ack">> = {}): void {
    const event = { event: "ack" as const, ref, status: "accepted" as const, ...more }
    this.tell(eventFrame(event.status, event))
  }

  refuse(ref: string | null, error: RequestError): void {
    const refusal = toRefusal(error)
    this.#meter.refused(refusal.code)
    this.tell(refusalFrame(ref, refusal))
  }

  /** For what many are told: encoded once. */
  tellEncoded(encoded: string): void {
    this.#meter.sent()
    this.connection.send(encoded)
  }

  close(reason: CloseReason): void {
    this.connection.close(reason)
  }

  /** 0 = a frame may pass; else the milliseconds after which one may. Its own bucket first: it costs others nothing. */
  draw(now: number): number {
    for (const bucket of this.#buckets) {
      const wait = bucket.take(now)
      if (wait > 0) return wait
    }
    return 0
  }

  /** They have shown a new token. */
  renew({ user, issuedAt, expiresAt }: Identified): void {
    this.user = user
    this.issuedAt = issuedAt
    this.expiresAt = expiresAt
    this.isWarned = false
  }

  /** Frames that wait to be taken in. */
  get waiting(): number {
    return this.#inbox
  }

  /** A frame has come in: it counts against the inbox until `taken`. The inbox is bounded by not reading any more. */
  arrived(now: number): void {
    this.received += 1
    this.lastFrameAt = now
    this.#inbox += 1
    if (this.#inbox === this.limits.inbox) this.connection.pause()
  }

  taken(): void {
    if (this.#inbox === this.limits.inbox) this.connection.resume()
    this.#inbox -= 1
  }

  /** true when the peer has sent so many bad frames in a minute that talking to it has no sense. */
  countBadFrame(now: number): boolean {
    this.#badFrames = this.#badFrames.filter(at => now - at < badFrameWindow)
    this.#badFrames.push(now)
    return this.#badFrames.length >= badFrameLimit
  }
}
