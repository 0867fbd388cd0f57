import { wordOf } from '../schemas.ts'

export const jobStatus = () =>
  wordOf('The status of the job', {
    pending: 'not begun',
    'in-progress': 'at work',
    success: 'done',
    failed: 'given up',
    draining: 'catching up with what happened meanwhile',
    paused: 'waiting for quota or a login',
    cancelled: 'stopped by a user'
  })
