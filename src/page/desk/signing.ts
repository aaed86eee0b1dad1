import type { PageState } from "../state/PageState.ts"
import type { Store } from "../state/Store.ts"

/** What the server says of tokens. */
export interface SigningSettings {
  readonly auth: "none" | "jwt"
  readonly sign_in_url: string | null
}

const tokenKey = "timetable-chat.token"
const renewMillis = 5_000

/** Takes a token out of the address, where it must not stay: addresses are kept, shown and sent on. */
const takeFromAddress = (): string | null => {
  const token = new URLSearchParams(location.hash.slice(1)).get("token")
  if (token === null) return null
  history.replaceState(history.state, "", location.pathname + location.search)
  return token
}

/** Milliseconds since 1970; of what is no JWT nobody knows. */
const endOf = (token: string): number => {
  try {
    const claims: { readonly exp?: number } = JSON.parse(
      atob((token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/"))
    )
    return (claims.exp ?? Number.POSITIVE_INFINITY) * 1000
  } catch {
    return Number.POSITIVE_INFINITY
  }
}

/**
 * Where this tab's token comes from: a link with `#token=…`, a field to paste one, or the operator's sign-in page, which
 * sends people back with such a link. It is kept in this tab only, and asked for anew before it ends.
 */
export const makeSigning = ({ auth, sign_in_url: url }: SigningSettings, store: Store<PageState>) => {
  let given: ((token: string) => void) | null = null

  const kept = (): string | null => sessionStorage.getItem(tokenKey)
  const take = (): boolean => {
    const token = takeFromAddress()
    if (token !== null) sessionStorage.setItem(tokenKey, token)
    return token !== null
  }
  take()

  /** Asks the sign-in page for another token without leaving this one; null: it will not, or wants to see the person. */
  const renewed = async (): Promise<string | null> => {
    if (url === null || kept() === null) return null
    try {
      const options = { credentials: "include", headers: { accept: "application/json" } } as const
      const response = await fetch(url, { ...options, signal: AbortSignal.timeout(renewMillis) })
      const { token }: { readonly token?: unknown } = await response.json()
      return response.ok && typeof token === "string" ? token : null
    } catch {
      return null
    }
  }

  const ask = (signIn: "needed" | "ending"): Promise<string> => {
    store.set(() => ({ signIn }))
    return new Promise(resolve => {
      given = resolve
    })
  }

  /** For a connection the one at hand will do until it ends; a connection that asks for one wants another. */
  const token = async (): Promise<string> => {
    const now = kept()
    const isConnected = store.get().status.state === "online"
    if (now !== null && !isConnected && endOf(now) > Date.now()) return now
    const fresh = await renewed()
    if (fresh === null) return ask(isConnected ? "ending" : "needed")
    sessionStorage.setItem(tokenKey, fresh)
    return fresh
  }

  return {
    /** For the client; null: nobody is asked who they are. */
    token: auth === "jwt" ? token : null,
    kept,
    signInUrl: url,
    /** Another token came with the address while the page was open. */
    take,
    sign: (pasted: string): void => {
      sessionStorage.setItem(tokenKey, pasted.trim())
      store.set(() => ({ signIn: null }))
      given?.(pasted.trim())
      given = null
    },
    /** The server will not have this one. */
    refused: (): void => {
      sessionStorage.removeItem(tokenKey)
      store.set(() => ({ signIn: "needed" }))
    },
    leave: (): void => {
      if (url === null) return
      const there = new URL(url)
      there.searchParams.set("return_to", location.href)
      location.assign(there)
    }
  }
}
