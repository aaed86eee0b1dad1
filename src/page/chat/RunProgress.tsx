import type { ServerEventOf } from "../../protocol/ServerFrame.ts"
import { useWords } from "../words/Words.ts"

export const RunProgress = ({ progress }: { readonly progress: ServerEventOf<"progress"> }) => {
  const words = useWords()
  const phase = Object.entries(words.phases).find(([name]) => name === progress.phase)?.[1] ?? progress.phase
  const percent = Math.round((progress.fraction ?? 0) * 100)
  return (
    <div className="progress">
      <label>
        <span>
          {phase} {words.progress(percent)}
        </span>
        <progress max={100} value={percent} />
      </label>
      {progress.best !== undefined && (
        <span className="quiet">{words.best(progress.best.hard, progress.best.soft)}</span>
      )}
    </div>
  )
}
