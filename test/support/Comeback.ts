import { WebSocket } from "ws"

interface Place {
  readonly topic: string
  readonly epoch: string
  seq: number
}

interface Metadata {
  readonly event?: string
  readonly session_id?: string
  readonly resumed?: Readonly<Record<string, boolean>>
  readonly reasons?: unknown
  readonly topics?: ReadonlyArray<Place>
  readonly epoch?: string
  readonly seq?: number
}

/**
 * A client as a good frontend would be: remembers where it stands in the timetable's topic, and comes back to another
 * node with that when its own one dies. Counts what must not be.
 */
export class Comeback {
  duplicates = 0
  /** Changes that came before one that is earlier: only what was new before it had said where it was. */
  early = 0
  /** Times that it was told to load everything again. */
  refusals = 0
  /** Why, at last. */
  reason = ""
  /** Milliseconds since the page began when it was told that it is back; null: not yet. */
  backAt: number | null = null
  #place: Place | null = null
  /** Came before their turn. */
  readonly #ahead = new Set<number>()
  #sessionId = ""
  #ws: WebSocket | null = null

  get seq(): number {
    return this.#place?.seq ?? 0
  }

  /** Changes that it waits for in vain. */
  get gaps(): number {
    return this.#ahead.size
  }

  /** Resolves with the first greeting. */
  connect(url: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const ws = new WebSocket(url, { perMessageDeflate: false })
      this.#ws = ws
      ws.on("error", reject)
      ws.on("message", data => {
        const { metadata }: { readonly metadata: Metadata } = JSON.parse(data.toString())
        if (metadata.event === "ready") {
          if (metadata.resumed !== undefined && Object.keys(metadata.resumed).length > 0)
            this.#resumed(metadata.resumed, metadata.reasons)
          else if (this.#place === null) {
            this.#sessionId = metadata.session_id ?? ""
            this.#place = metadata.topics?.find(({ topic }) => topic.startsWith("timetable:")) ?? null
          }
          resolve()
        }
        if (metadata.event === "change") this.#changed(metadata)
      })
    })
  }

  /** Tries until somebody answers. */
  async comeBack(url: string): Promise<void> {
    for (;;) {
      const isThere = await this.connect(url).then(
        () => true,
        () => false
      )
      if (isThere) break
      await new Promise(resolve => setTimeout(resolve, 100))
    }
    const resume = { session_id: this.#sessionId, topics: [this.#place] }
    const metadata = { event: "hello", resume }
    this.#ws?.send(
      JSON.stringify({ id: "back", type: "system", content: "", timestamp: new Date().toISOString(), metadata })
    )
  }

  onClose(listener: () => void): void {
    this.#ws?.once("close", listener)
  }

  end(): void {
    this.#ws?.terminate()
  }

  #resumed(resumed: Readonly<Record<string, boolean>>, reasons: unknown): void {
    if (Object.values(resumed).every(Boolean)) this.backAt = performance.now()
    else {
      this.refusals += 1
      this.reason = JSON.stringify(reasons)
    }
  }

  #changed({ epoch = "", seq = 0 }: Metadata): void {
    const place = this.#place
    if (place === null) return
    if (epoch !== place.epoch) throw new Error(`the topic began anew: ${epoch}`)
    if (seq <= place.seq || this.#ahead.has(seq)) this.duplicates += 1
    else if (seq > place.seq + 1) {
      this.early += 1
      this.#ahead.add(seq)
    } else place.seq = seq
    while (this.#ahead.delete(place.seq + 1)) place.seq += 1
  }
}
