import { wordOf } from '../schemas.ts'

export const jobStatus = () =>
  wordOf('How far the job is', {
    pending: 'not begun',
    'in-progress': 'at work',
    success: 'done',
    failed: 'given up',
    draining: 'catching up with what happened meanwhile',
    paused: 'waiting for quota or a login',
    cancelled: 'stopped by a user'
  })
