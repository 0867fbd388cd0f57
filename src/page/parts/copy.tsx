import { useContext } from 'preact/hooks'
import { NoticeContext } from '../action.tsx'

/** A button that copies a text, which is also visible beside it. */
export function Copy({ text, what }: { text: string; what: string }) {
  const tell = useContext(NoticeContext)
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => tell({ text: `${what} is copied`, isBad: false }),
      () => tell({ text: 'The browser does not allow copying; select the text instead', isBad: true })
    )
  return (
    <button type="button" onClick={copy}>
      Copy {what.toLowerCase()}
    </button>
  )
}
