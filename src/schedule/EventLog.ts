import { Context, type Effect } from "effect"
import type { SchoolId } from "../timetable/School.ts"
import type { StorageUnavailable } from "./StorageUnavailable.ts"

/** Where somebody stands in a topic. An epoch ends only with the topic itself; within one, `seq` counts without a gap. */
export interface Place {
  readonly epoch: string
  /** Of the last event, or the last one seen; 0: before the first. */
  readonly seq: number
}

/** Of a topic in which nothing ever happened. */
export const beginning: Place = { epoch: "", seq: 0 }

export interface NewEvent {
  readonly schoolId: SchoolId
  readonly topic: string
  /** JSON. */
  readonly payload: unknown
  /** Milliseconds since 1970. */
  readonly at: number
}

export interface StoredEvent {
  readonly seq: number
  readonly payload: unknown
  readonly at: number
}

export interface TopicRef {
  readonly schoolId: SchoolId
  readonly topic: string
}

/** A topic as it stood at one moment: its newest event's place, and some of its events, in order. */
export interface Page {
  readonly place: Place
  readonly events: ReadonlyArray<StoredEvent>
}

export interface Retention {
  /** Events older than that are forgotten; milliseconds since 1970. */
  readonly before: number
  /** Of each topic so many of the newest are kept at most. */
  readonly newest: number
}

/**
 * What happened, by topic, for those who come back: the outbox, the resume log and the feed at once. Kept for a while,
 * not for good. Numbers are given while the topic is locked, so nobody sees one before all that are smaller.
 */
export class EventLog extends Context.Tag("schedule/EventLog")<
  EventLog,
  {
    /** One transaction: all that `writes` writes is there, or none. */
    readonly atomically: <A, E, R>(writes: Effect.Effect<A, E, R>) => Effect.Effect<A, E | StorageUnavailable, R>
    readonly append: (event: NewEvent) => Effect.Effect<Place, StorageUnavailable>
    /** The oldest `limit` events after `after`, of the epoch that is now; null: the newest `limit`. */
    readonly read: (
      topic: TopicRef,
      range: { readonly after: number | null; readonly limit: number }
    ) => Effect.Effect<Page, StorageUnavailable>
    /** Where these topics stand; those in which nothing ever happened are left out. */
    readonly places: (
      topics: ReadonlyArray<TopicRef>
    ) => Effect.Effect<ReadonlyArray<TopicRef & Place>, StorageUnavailable>
    /** Forgets the topic with all its events. */
    readonly remove: (topic: TopicRef) => Effect.Effect<void, StorageUnavailable>
    /** A bounded piece of work; answers how many events were forgotten, 0: none is left that should be. */
    readonly trim: (retention: Retention) => Effect.Effect<number, StorageUnavailable>
  }
>() {}
