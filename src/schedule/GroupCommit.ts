import { Cause, Effect, Exit } from "effect"
import { breathe } from "./breathe.ts"

interface Waiting<A, B, E> {
  readonly item: A
  readonly settle: (exit: Exit.Exit<B, E>) => void
}

/**
 * Items that come while a batch is being committed are the next batch, up to `bound`: one commit serves as many as came
 * meanwhile, and one that comes alone waits for nobody. A batch that fails fails for all of it. One that dies, since
 * somebody's item is impossible, is done again item by item: nobody pays for another's. How many wait is bounded by who
 * hands over: a connection has one item on its way for each message of its intake, a conversation for each of its lane.
 */
export class GroupCommit<A, B, E> {
  readonly #commitAll: (batch: ReadonlyArray<A>) => Effect.Effect<ReadonlyArray<B>, E>
  readonly #bound: number
  readonly #fork: (job: Effect.Effect<void>) => void
  #waiting: Array<Waiting<A, B, E>> = []
  #isBusy = false

  constructor(options: {
    /** What became of each, in their order. */
    readonly commitAll: (batch: ReadonlyArray<A>) => Effect.Effect<ReadonlyArray<B>, E>
    readonly bound: number
    /** Runs a job that outlives whoever waits for it. */
    readonly fork: (job: Effect.Effect<void>) => void
  }) {
    this.#commitAll = options.commitAll
    this.#bound = options.bound
    this.#fork = options.fork
  }

  /** In the queue as soon as this is begun. Interrupting it does not take the item back. */
  commit(item: A): Effect.Effect<B, E> {
    return Effect.async(resume => this.offer(item, resume))
  }

  /** The same without a fiber that waits: `settle` hears what became of it, in the order of the queue. */
  offer(item: A, settle: (exit: Exit.Exit<B, E>) => void): void {
    this.#waiting.push({ item, settle })
    if (this.#isBusy) return
    this.#isBusy = true
    this.#fork(this.#pump)
  }

  /** What the same turn of the event loop brings belongs to one batch. */
  readonly #pump: Effect.Effect<void> = Effect.ensuring(
    Effect.whileLoop({
      while: () => this.#waiting.length > 0,
      body: () => Effect.flatMap(breathe, () => this.#next()),
      step: () => {}
    }),
    Effect.sync(() => {
      this.#isBusy = false
    })
  )

  #next(): Effect.Effect<void> {
    const batch = this.#waiting.slice(0, this.#bound)
    this.#waiting = this.#waiting.slice(this.#bound)
    const items = batch.map(({ item }) => item)
    return Effect.flatMap(Effect.exit(Effect.suspend(() => this.#commitAll(items))), exit => {
      if (Exit.isFailure(exit) && Cause.isDie(exit.cause) && batch.length > 1)
        return Effect.forEach(batch, one => this.#alone(one), { discard: true })
      for (const [i, { settle }] of batch.entries()) settle(Exit.flatMap(exit, results => resultOf(results[i])))
      return Effect.void
    })
  }

  #alone({ item, settle }: Waiting<A, B, E>): Effect.Effect<void> {
    return Effect.map(Effect.exit(this.#commitAll([item])), exit =>
      settle(Exit.flatMap(exit, ([result]) => resultOf(result)))
    )
  }
}

const resultOf = <B>(result: B | undefined): Exit.Exit<B> =>
  result === undefined ? Exit.die("a commit that answers for fewer than it was given") : Exit.succeed(result)
