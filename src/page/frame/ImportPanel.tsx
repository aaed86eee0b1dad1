import { useState } from "react"
import { useDesk, usePage } from "../desk/Desk.ts"
import { type Importing, stemOf, titleOf } from "../state/Importing.ts"
import { timetableAddress } from "../state/timetableAddress.ts"
import { useWords } from "../words/Words.ts"

/** An upload and what has become of it. */
export const ImportPanel = () => {
  const words = useWords()
  const { closeImport } = useDesk()
  const importing = usePage(state => state.importing)
  return (
    <section className="importer" aria-label={words.import} aria-live="polite" hidden={importing === null}>
      {importing !== null && (
        <>
          <header>
            <h2>{titleOf(importing)}</h2>
            <button type="button" className="plain icon" aria-label={words.close} onClick={closeImport}>
              ✕
            </button>
          </header>
          <Stage importing={importing} />
        </>
      )}
    </section>
  )
}

const Stage = ({ importing }: { readonly importing: Importing }) => {
  const words = useWords()
  switch (importing.phase) {
    case "sending":
      return (
        <label className="progress">
          {words.sending} <progress max={1} value={importing.fraction} />
        </label>
      )
    case "reading":
      return (
        <label className="progress">
          {words.reading} <progress />
        </label>
      )
    case "done":
      return <Result result={importing.result} />
    case "refused":
      return <Refused importing={importing} />
  }
}

const Result = ({ result }: { readonly result: Extract<Importing, { readonly phase: "done" }>["result"] }) => {
  const words = useWords()
  const { timetable, counts, unmapped, notes, current } = result
  const left = unmapped.reduce((sum, { count }) => sum + count, 0)
  return (
    <>
      <p>{words.importedCounts(timetable.name, counts)}</p>
      {left > 0 && (
        <details>
          <summary>{words.notUnderstood(left)}</summary>
          <ul>
            {unmapped.map(({ type, count }) => (
              <li key={type}>
                {count} × {type}
              </li>
            ))}
          </ul>
        </details>
      )}
      {notes.length > 0 && (
        <details>
          <summary>{words.notes(notes.length)}</summary>
          <ul>
            {notes.map(note => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </details>
      )}
      <a className="button main" href={timetableAddress({ id: timetable.id, current })}>
        {words.openIt}
      </a>
    </>
  )
}

const Refused = ({ importing }: { readonly importing: Extract<Importing, { readonly phase: "refused" }> }) => {
  const words = useWords()
  const { upload } = useDesk()
  const { files, refused } = importing
  return (
    <>
      <p className="trouble" role="alert">
        {refused.message}
      </p>
      {refused.code === "id_conflict" ? (
        <Taken files={files} />
      ) : (
        <div className="actions">
          <button type="button" onClick={() => upload(files)}>
            {words.again}
          </button>
        </div>
      )}
    </>
  )
}

/** There is one of that name: it is replaced, or the new one is called otherwise. */
const Taken = ({ files }: Pick<Importing, "files">) => {
  const words = useWords()
  const { upload } = useDesk()
  const [name, setName] = useState(stemOf(files))
  return (
    <form
      className="actions"
      onSubmit={event => {
        event.preventDefault()
        upload(files, { name })
      }}
    >
      <input
        aria-label={words.nameOfImport}
        value={name}
        maxLength={80}
        onChange={event => setName(event.target.value)}
      />
      <button type="submit" disabled={name.trim() === ""}>
        {words.importAs}
      </button>
      <button type="button" onClick={() => upload(files, { replace: "yes" })}>
        {words.replaceIt}
      </button>
    </form>
  )
}
