import { useSyncExternalStore } from "react"

/** One value that changes as a whole, and those who look at it. */
export interface Store<S> {
  readonly get: () => S
  readonly set: (change: (state: S) => Partial<S>) => void
  readonly subscribe: (changed: () => void) => () => void
}

export const makeStore = <S extends object>(initial: S): Store<S> => {
  let state = initial
  const lookers = new Set<() => void>()
  return {
    get: () => state,
    set: change => {
      state = { ...state, ...change(state) }
      for (const look of [...lookers]) look()
    },
    subscribe: changed => {
      lookers.add(changed)
      return () => lookers.delete(changed)
    }
  }
}

/** A part of the state; renders again only when that part is another one. `select` gives parts, and makes nothing new. */
export const useSelected = <S, A>(store: Store<S>, select: (state: S) => A): A =>
  useSyncExternalStore(store.subscribe, () => select(store.get()))
