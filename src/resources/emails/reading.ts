import type { World } from '../../world/world.ts'
import type { EmailCollection } from './collection.ts'

/** Marks emails as read and counts unread ones. */
export const reading = ({ sql, transaction }: World, emails: EmailCollection) => ({
  countUnread: () => ({
    count: Number(sql('SELECT count(*) FROM emails WHERE is_unread = 1 AND ue_type = 2').pluck().get())
  }),
  /** Every email of the thread; an unknown thread is not an error (recorded). */
  markThreadAsRead(thread: string) {
    transaction(() => {
      const unread = emails.keys([['thread_id = ? AND is_unread = 1', thread]])
      for (const id of unread) emails.update(id, () => ({ is_unread: 0 }))
    })
    return { success: true }
  }
})
