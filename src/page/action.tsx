import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { call, Refusal } from './api.ts'
import { useLive } from './live.ts'

export type Notice = { text: string; isBad: boolean }

export const NoticeContext = createContext<(notice: Notice | undefined) => void>(() => {})

/**
 * Performs an action in the workspace and reports the result: `act('POST', '/reset', {}, 'The workspace is reset')`.
 * Returns the answer; undefined if the action was refused.
 */
export function useAct(workspace: string) {
  const { touch } = useLive()
  const tell = useContext(NoticeContext)
  return async <T,>(
    method: string,
    path: string,
    body: unknown,
    done: string | ((answer: T) => string)
  ): Promise<T | undefined> => {
    try {
      const answer = await call<T>(workspace, method, path, body)
      tell({ text: typeof done === 'string' ? done : done(answer), isBad: false })
      touch()
      return answer
    } catch (error) {
      const text = error instanceof Refusal ? error.message : 'The server cannot be reached'
      tell({ text, isBad: true })
      return undefined
    }
  }
}
