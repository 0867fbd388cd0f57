import { wordOf } from '../schemas.ts'

export const jobType = (what: string) =>
  wordOf(what, {
    'move-leads': 'leads go from one campaign or list to another',
    'import-leads': 'leads come in',
    'export-leads': 'leads go out',
    'update-warmup-accounts': 'warm-up of accounts is switched',
    'rename-variable': 'a variable gets another name',
    'broadcast-ai-generate': 'AI writes a broadcast',
    'broadcast-website-scrape': 'a website is read for a broadcast',
    'import-subscribers-from-crm': 'subscribers come from a CRM',
    'resync-subscriber-crm-tags': 'tags of subscribers are read from a CRM again'
  })

export const jobEntity = (what: string) =>
  wordOf(what, {
    list: 'a list of leads',
    campaign: 'a campaign',
    workspace: 'the workspace',
    broadcast: 'a broadcast',
    'subscriber-group-sync': 'the sync of a group of subscribers',
    'subscriber-group': 'a group of subscribers'
  })
