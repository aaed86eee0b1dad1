import { useEffect, useState } from "react"
import { useDesk, usePage } from "../desk/Desk.ts"
import { useWords } from "../words/Words.ts"

const holdsFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes("Files") === true

/** The whole window takes files. Lessons are dragged, too; those are none of this one's business. */
export const DropZone = () => {
  const words = useWords()
  const { upload } = useDesk()
  const mayWrite = usePage(state => state.week?.may_write !== false)
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (!holdsFiles(event)) return
      // Otherwise the browser would open the file in the place of the page.
      event.preventDefault()
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = mayWrite ? "copy" : "none"
      setOver(mayWrite)
    }
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent): void => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      setOver(false)
      if (mayWrite) upload([...(event.dataTransfer?.files ?? [])])
    }
    addEventListener("dragover", over)
    addEventListener("dragleave", leave)
    addEventListener("drop", drop)
    return () => {
      removeEventListener("dragover", over)
      removeEventListener("dragleave", leave)
      removeEventListener("drop", drop)
    }
  }, [upload, mayWrite])
  return isOver ? <div className="dropzone">{words.dropHere}</div> : null
}
