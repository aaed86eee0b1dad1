import { type FormEvent, useId, useState } from "react"
import { useDesk, usePage } from "../desk/Desk.ts"
import { useWords } from "../words/Words.ts"

/** Asks who somebody is, or to say so again; what they were doing stays as it is. */
export const SignIn = () => {
  const words = useWords()
  const { sign, leaveToSignIn, signInUrl } = useDesk()
  const why = usePage(state => state.signIn)
  const [token, setToken] = useState("")
  const fieldId = useId()
  if (why === null) return null
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    sign(token)
    setToken("")
  }
  return (
    <section className="importer" aria-label={words.signIn} aria-live="polite">
      <h2>{words.signIn}</h2>
      <p>{words.signInWhy[why]}</p>
      {signInUrl !== null && (
        <button type="button" className="main" onClick={leaveToSignIn}>
          {words.goToSignIn}
        </button>
      )}
      <form className="actions" onSubmit={submit}>
        <label htmlFor={fieldId}>{words.pasteToken}</label>
        <input
          id={fieldId}
          type="password"
          autoComplete="off"
          value={token}
          onChange={event => setToken(event.target.value)}
        />
        <button type="submit" disabled={token.trim() === ""}>
          {words.signInWith}
        </button>
      </form>
    </section>
  )
}
