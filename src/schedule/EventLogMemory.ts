import { Effect, Layer } from "effect"
import { beginning, EventLog } from "./EventLog.ts"
import { layerStore, MemoryStore, topicKey, withEvent } from "./MemoryStore.ts"

/** Events in this process only. A write that fails leaves what was written before it: nothing here can fail half-way. */
export const layerMemory = Layer.effect(
  EventLog,
  Effect.map(MemoryStore, ({ topics }) => ({
    atomically: writes => writes,
    append: event => Effect.sync(() => withEvent(topics, event)),
    read: ({ schoolId, topic }, { after, limit }) =>
      Effect.sync(() => {
        const kept = topics.get(topicKey(schoolId, topic))
        if (kept === undefined) return { place: beginning, events: [] }
        const { epoch, seq, events } = kept
        const wanted = after === null ? events.slice(-limit) : events.filter(event => event.seq > after).slice(0, limit)
        return { place: { epoch, seq }, events: wanted }
      }),
    places: asked =>
      Effect.sync(() =>
        asked.flatMap(({ schoolId, topic }) => {
          const kept = topics.get(topicKey(schoolId, topic))
          return kept === undefined ? [] : [{ schoolId, topic, epoch: kept.epoch, seq: kept.seq }]
        })
      ),
    remove: ({ schoolId, topic }) => Effect.sync(() => void topics.delete(topicKey(schoolId, topic))),
    trim: ({ before, newest }) =>
      Effect.sync(() => {
        let forgotten = 0
        for (const [key, kept] of topics) {
          const events = kept.events.filter(({ seq, at }) => at >= before && seq > kept.seq - newest)
          forgotten += kept.events.length - events.length
          topics.set(key, { ...kept, events })
        }
        return forgotten
      })
  }))
).pipe(Layer.provide(layerStore))
